using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests;

/// <summary>Every <c>.chat</c> file of the tests, played on the whole program.</summary>
public sealed class TalkTests
{
    public static TheoryData<string> Talks => new(Directory.EnumerateFiles(Repository.Tests, "*.chat", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/bin/", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Repository.Tests, f)).Order());

    [Theory]
    [MemberData(nameof(Talks))]
    public async Task The_talk_goes_as_it_is_written(string file)
    {
        var difference = await RehearseCommand.PlayAsync(RehearsedTown.Data, Path.Combine(Repository.Tests, file));
        difference.ShouldBeNull($"{file}:{difference?.Line}: {difference?.Text}");
    }
}

/// <summary>The player must be able to fail: each planted difference is found, at its line.</summary>
public sealed class TalkPlayerTests
{
    private const string Opening = "now: 2026-03-02 09:00\nin: 同心社区第一网格\n";

    [Theory]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\nbot< *养老*", 5)]
    [InlineData("袁玉芬> 2号楼301水管爆了", 3)]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\n! silent", 5)]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\n! ticket 1: state=办结", 5)]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\n! tickets: 2", 5)]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\n! group never: *供水*", 5)]
    [InlineData("mode: loose\n袁玉芬> 2号楼301水管爆了\n袁玉芬 taps 满意", 5)]
    [InlineData("mode: loose\n! ticket 1: colour=red", 4)]
    [InlineData("what is this", 3)]
    [InlineData("没来过的人(私聊)> 你好", 3)]
    public async Task A_difference_is_found_at_its_line(string talk, int line)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Opening + talk);
            var difference = await RehearseCommand.PlayAsync(RehearsedTown.Data, file);
            difference.ShouldNotBeNull().Line.ShouldBe(line);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

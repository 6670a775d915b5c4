using ChatGrid.Grids;

namespace ChatGrid.Tests.Grids;

/// <summary>The command that says everything that is wrong in <c>config/</c> and <c>dialogs/</c>.</summary>
public sealed class LintTests : IDisposable
{
    // Without the reader's own data, which the copied town leaves out.
    private static readonly Func<LintFolders, IEnumerable<Problem>>[] Quick =
        [Linters.Settings, Linters.TownFiles, Linters.WordingFiles, Linters.CommandFiles, Linters.FlowsFile];

    private readonly BrokenTown _town = new();

    public void Dispose() => _town.Dispose();

    [Fact]
    public void What_is_shipped_has_no_problems()
    {
        var (code, lines) = Lint(new(ShippedTown.Config, ShippedTown.Dialogs), Linters.All);
        lines.ShouldBe(["0 problems"]);
        code.ShouldBe(0);
    }

    [Fact]
    public void A_problem_is_a_line_with_file_and_number_and_the_count_comes_last()
    {
        var line = _town.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 15");
        var (code, lines) = Lint(_town.Folders, Quick);
        code.ShouldBe(1);
        lines.ShouldBe([$"config/town/clocks.yaml:{line}: '再喊一次' is '15'; allowed: a number with its unit 秒, 分钟, 小时 or 天, as 15分钟", "1 problem"]);
    }

    [Fact]
    public void Problems_of_several_files_are_told_at_once()
    {
        _town.Edit("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 15");
        _town.Edit("people.yaml", "职务: 书记, 网格: liushu }", "职务: 村长, 网格: liushu }");
        _town.Edit("people.yaml", "技能: [搬抬]", "技能: [开车]");
        var (code, lines) = Lint(_town.Folders, Quick);
        code.ShouldBe(1);
        lines[^1].ShouldBe("3 problems");
        lines[..^1].ShouldBe(lines[..^1].OrderBy(line => line.Split(':')[0], StringComparer.Ordinal));
    }

    [Fact]
    public void Broken_settings_are_said_with_their_line()
    {
        File.WriteAllText(Path.Combine(_town.Config, "appsettings.json"), "{\n  \"ChatGrid\": {\n    \"Desk\": oops\n  }\n}\n");
        Lint(_town.Folders, Quick).Lines[0].ShouldStartWith("config/appsettings.json:3: this is no JSON");
        File.Delete(Path.Combine(_town.Config, "appsettings.json"));
        Lint(_town.Folders, Quick).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("suggest-now:\n  zh-CN: \"现在\"", "suggest-now:\n  zh-CN: \"\"", "'suggest-now' has no text in zh-CN")]
    [InlineData("suggest-now:\n  zh-CN: \"现在\"", "suggest-now:\n  zh-TW: \"現在\"", "'suggest-now' has the unknown language 'zh-TW'")]
    public void Wording_is_looked_at(string old, string edited, string text)
    {
        var path = Path.Combine(_town.Dialogs, "tickets", "wording.yaml");
        var all = File.ReadAllText(path);
        all.ShouldContain(old);
        File.WriteAllText(path, all.Replace(old, edited, StringComparison.Ordinal));
        var line = all[..all.IndexOf(old, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        Lint(_town.Folders, Quick).Lines.ShouldContain(said => said.StartsWith($"dialogs/tickets/wording.yaml:{line}: {text}"));
    }

    [Fact]
    public void Wording_and_commands_that_are_no_YAML_are_said()
    {
        File.WriteAllText(Path.Combine(_town.Dialogs, "tickets", "wording.yaml"), "ask-place: [");
        File.WriteAllText(Path.Combine(_town.Dialogs, "commands", "phrases.yaml"), "claim: [");
        var lines = Lint(_town.Folders, Quick).Lines;
        lines.ShouldContain(line => line.StartsWith("dialogs/tickets/wording.yaml:1: "));
        lines.ShouldContain(line => line.StartsWith("dialogs/commands/phrases.yaml:1: "));
    }

    [Fact]
    public void A_folder_that_is_missing_is_the_only_problem() =>
        Lint(new(_town.Config, Path.Combine(_town.Dialogs, "gone")), Quick).Lines.Count.ShouldBe(2);

    [Fact]
    public void Another_capability_adds_its_own_check() =>
        Lint(_town.Folders, [.. Quick, folders => [new Problem("dialogs/visits/plan.yaml", 7, "has no month")]]).Lines
            .ShouldBe(["dialogs/visits/plan.yaml:7: has no month", "1 problem"]);

    private static (int Code, List<string> Lines) Lint(LintFolders folders, IEnumerable<Func<LintFolders, IEnumerable<Problem>>> linters)
    {
        using var output = new StringWriter();
        var code = LintCommand.Run(folders, linters, output);
        return (code, [.. output.ToString().TrimEnd().Split(Environment.NewLine)]);
    }
}

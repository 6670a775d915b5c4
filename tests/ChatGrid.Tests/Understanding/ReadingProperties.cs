using System.Diagnostics;
using System.Text;
using ChatGrid.Understanding;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGrid.Tests.Understanding;

[Collection(SharedReader.Name)]
public sealed class ReadingProperties(LoadedReaderFixture reader)
{
    private const string Alphabet = "3三号楼栋单元#-年月日点半个一二0129.:：，。！？水电灯漏坏了着火没听说请我妈明天昨晚上下周从到【】「」@ \n😄\uD83D\u0301ａ①";

    private static Arbitrary<string> Texts => Gen.Elements(Alphabet.ToCharArray()).ArrayOf().Select(characters => new string(characters)).ToArbitrary();

    [Fact]
    public void Whatever_is_said_never_throws_and_spans_lie_in_the_text() => Prop.ForAll(Texts, SpansAreInside).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_characters_at_all_can_be_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<char[]>().Convert(characters => new string(characters), text => text.ToCharArray()), SpansAreInside)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_message_reads_the_same_twice_and_on_many_threads() => Prop.ForAll(Texts, text =>
    {
        var once = Told(reader.Read(text));
        return ParallelEnumerable.Range(0, 4).All(_ => Told(reader.Read(text)) == once);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_normalized_message_reads_the_same() => Prop.ForAll(Texts, text =>
    {
        if (text.Any(char.IsSurrogate)) text = text.Replace("\uD83D", "", StringComparison.Ordinal).Replace("\uDE04", "", StringComparison.Ordinal);
        return Told(reader.Read(text)) == Told(reader.Read(text.Normalize(NormalizationForm.FormKC)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("着火")]
    [InlineData("3号楼二单元501 13900001234 ")]
    [InlineData("明天下午三点到五点")]
    [InlineData("一")]
    [InlineData("12")]
    [InlineData("(")]
    [InlineData("上海路")]
    [InlineData("【通知")]
    public void Time_grows_no_faster_than_the_text(string piece)
    {
        Best(piece, 25_000); // warm
        Best(piece, 100_000).ShouldBeLessThan(Best(piece, 25_000) * 12 + TimeSpan.FromSeconds(1));
    }

    /// <summary>The shortest of five readings: a test machine may be busy. The bar of 50 ms is the benchmark's.</summary>
    private TimeSpan Best(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            reader.Read(text);
            return Stopwatch.GetElapsedTime(start);
        });
    }

    private bool SpansAreInside(string text)
    {
        var reading = reader.Read(text);
        return reading.Spans.All(span => span.Start >= 0 && span.Start < span.End && span.End <= text.Length)
            && reading.Times.All(time => time.Start >= 0 && time.Start < time.End && time.End <= text.Length);
    }

    private static string Told(Reading reading) =>
        $"{reading.RequestScore} {reading.Kind} {reading.Item} {reading.Urgency} {reading.Place} {reading.Time} {reading.Phone} {string.Join('|', reading.Why)}";
}

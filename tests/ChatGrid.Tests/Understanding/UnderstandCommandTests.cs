using System.Text.Json;
using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

[Collection(SharedReader.Name)]
public sealed class UnderstandCommandTests(LoadedReaderFixture reader)
{
    [Fact]
    public async Task A_line_is_answered_with_a_reading()
    {
        var row = (await AnswersAsync("""{"id":"a","text":"3号楼水管爆了，快来人","now":"2026-03-02T09:00:00"}"""))[0];
        row.GetProperty("id").GetString().ShouldBe("a");
        row.GetProperty("request_score").GetDouble().ShouldBeGreaterThan(0.5);
        row.GetProperty("item").GetString().ShouldBe("供水维修");
        row.GetProperty("urgency").GetInt32().ShouldBe(2);
        row.GetProperty("place").GetString().ShouldBe("3号楼");
        row.GetProperty("spans")[0].GetRawText().ShouldBe("""[0,3,"place"]""");
    }

    [Fact]
    public async Task Bad_lines_are_answered_with_an_error_and_the_next_is_read()
    {
        var rows = await AnswersAsync("{", "[1]", """{"id":7}""", """{"id":8,"text":"x","now":"soon"}""", "", """{"id":9,"text":"早上好"}""");
        rows.Count.ShouldBe(5);
        rows[..4].ShouldAllBe(row => row.GetProperty("error").GetString()!.Length > 0);
        rows[2].GetProperty("id").GetInt32().ShouldBe(7);
        rows[4].GetProperty("kind").GetString().ShouldBe("chat");
    }

    [Fact]
    public async Task The_role_may_be_given_for_all_lines()
    {
        var output = new StringWriter();
        await UnderstandCommand.RunAsync(["--role", "gridworker"], new StringReader("""{"id":1,"text":"明天8点到12点停水，大家接点水"}"""), output, reader.Loaded.Reader);
        JsonDocument.Parse(output.ToString()).RootElement.GetProperty("request_score").GetDouble().ShouldBeLessThan(0.5);
    }

    private async Task<List<JsonElement>> AnswersAsync(params string[] lines)
    {
        var output = new StringWriter();
        (await UnderstandCommand.RunAsync([], new StringReader(string.Join('\n', lines)), output, reader.Loaded.Reader)).ShouldBe(0);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}

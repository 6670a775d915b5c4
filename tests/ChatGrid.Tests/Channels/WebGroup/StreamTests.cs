using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatGrid.Channels.WebGroup;
using ChatGrid.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Streams and watermarks where clients are slow, strange or hostile.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Each_frame_holds_one_activity_because_Microsofts_client_mixes_up_the_order_of_larger_ones()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        for (var i = 0; i < 5; i++) await yuan.SayAsync($"line {i}");
        using var socket = await yuan.StreamAsync("0");
        for (var i = 1; i <= 5; i++)
        {
            var (activities, watermark) = await ChatClient.ReceiveAsync(socket, 1);
            activities.Count.ShouldBe(1);
            watermark.ShouldBe($"{i}");
        }
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("9223372036854775807")]
    public async Task A_watermark_that_is_ahead_of_the_log_still_hears_what_comes(string watermark)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync("one");
        using var socket = await yuan.StreamAsync(watermark);
        await Task.Delay(200);
        await yuan.SayAsync("two");
        ((string)(await ChatClient.ReceiveAsync(socket, 1)).Activities[0]["text"]!).ShouldBe("two");
        (await yuan.ReadAsync(watermark)).Watermark.ShouldBe("2");
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999999")]
    public async Task A_watermark_that_is_none_begins_with_the_latest_lines(string watermark)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync("one");
        (await yuan.ReadAsync(watermark)).Activities.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reader_that_does_not_keep_up_is_cut_off_and_goes_on_at_its_watermark()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var slow = await yuan.StreamAsync();
        var channel = _server.Services.GetRequiredService<WebGroupChannel>();
        var text = new string('长', 3000);
        for (var i = 0; i < 4000; i += 100) // 36 MB: more than the sockets between and the waiting lines hold.
        {
            await Task.WhenAll(Enumerable.Range(i, 100).Select(n => channel.SendAsync(new Outbound { Key = $"k{n}", To = Address.Group("webgroup:main", ChatServer.Group), Text = text }, default)));
        }
        var (seen, watermark) = (new List<string>(), "");
        await Should.ThrowAsync<WebSocketException>(async () =>
        {
            for (; ; ) { (var one, watermark) = await ChatClient.ReceiveAsync(slow, 1); seen.AddRange(one.Select(a => (string)a["id"]!)); }
        });
        seen.Count.ShouldBeInRange(1, 3999);
        using var again = await yuan.StreamAsync(watermark);
        seen.AddRange((await ChatClient.ReceiveAsync(again, 4000 - seen.Count)).Activities.Select(a => (string)a["id"]!));
        seen.ShouldBe(Enumerable.Range(0, 4000).Select(i => $"tongxin-1|{i:D7}"));
    }

    [Fact]
    public async Task What_a_client_sends_into_a_stream_is_not_heard()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var socket = await yuan.StreamAsync();
        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, default);
        await socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)), WebSocketMessageType.Text, true, default);
        await yuan.SayAsync("one");
        (await ChatClient.ReceiveAsync(socket, 1)).Activities.ShouldHaveSingleItem();
        (await yuan.TextsAsync()).ShouldBe(["one"]);
    }

    [Theory]
    [InlineData("""{"type":"message","text":"x","locale":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"x","channelData":{"a":"\udc00","b":1}}""")]
    [InlineData("""{"type":"message","text":"x","channelData":{"\ud800":1}}""")]
    [InlineData("""{"type":"message","text":"x","channelData":{"deep":{"deeper":["\ud800"]}}}""")]
    [InlineData("""{"type":"message","text":"x","channelData":{"clientActivityID":"\ud800"}}""")]
    [InlineData("""{"type":"message","text":"x","replyToId":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"x","channelData":5,"from":"me","locale":{}}""")]
    public async Task Half_a_character_hurts_nobody(string json)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var response = await yuan.TryAsync(json);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        await yuan.SayAsync("y");
        (await yuan.TextsAsync())[^1].ShouldBe("y");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_hurt_nobody()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        foreach (var json in new[] { "{\"type\":\"message\",\"text\":\"\u00ff\"}", "{\"type\":\"message\",\"text\":\"x\",\"channelData\":{\"a\":\"\u00ff\"}}", "{\"type\":\"message\",\"text\":\"x\",\"locale\":\"\u00ff\"}" })
        {
            using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(json));
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{yuan.Path}/activities") { Content = content };
            request.Headers.Authorization = new("Bearer", yuan.Token);
            using var response = await _server.Http.SendAsync(request);
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        }
        await yuan.SayAsync("y");
        (await yuan.TextsAsync())[^1].ShouldBe("y");
    }

    [Fact]
    public async Task A_long_quoted_text_is_cut_between_characters()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var id = await yuan.SayAsync(new string('长', 199) + "😀😀");
        await yuan.PostAsync(new JsonObject { ["type"] = "message", ["text"] = "this", ["replyToId"] = id });
        ((string)(await yuan.ReadAsync("1")).Activities[0]["channelData"]!["quote"]!["text"]!).ShouldNotContain("\ufffd");
    }

    [Theory]
    [InlineData(".!!!!")]
    [InlineData(".AAAA====")]
    [InlineData(".水")]
    [InlineData(".")]
    [InlineData("")]
    public async Task A_token_with_a_spoilt_signature_is_no_token(string signature)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var token = yuan.Token[..yuan.Token.LastIndexOf('.')] + signature;
        using var response = await _server.SendAsync(HttpMethod.Get, $"{yuan.Path}/activities?t={Uri.EscapeDataString(token)}");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

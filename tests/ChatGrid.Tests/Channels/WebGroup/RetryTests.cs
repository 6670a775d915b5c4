using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGrid.Channels.Activities;
using ChatGrid.Channels.WebGroup;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>A post that was cut off half-way, or is tried again, ends as exactly one message that the bot has heard.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFDA0008010100003F00D2CF20FFD9");
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_a_crash_left_in_the_log_unheard_is_heard_when_it_is_posted_again()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await AppendOnlyAsync("@小格 水管爆了", "c1");
        (await yuan.TextsAsync()).ShouldBe(["@小格 水管爆了"]);
        await _server.RestartAsync();
        (await yuan.SayAsync("@小格 水管爆了", "c1")).ShouldBe("tongxin-1|0000000");
        (await yuan.SayAsync("@小格 水管爆了", "c1")).ShouldBe("tongxin-1|0000000");
        (await yuan.TextsAsync()).ShouldBe(["@小格 水管爆了", "@袁玉芬 echo: 水管爆了"]);
    }

    [Fact]
    public async Task The_same_client_id_with_another_text_says_nothing_new()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync("今天天气真好", "c1");
        await yuan.SayAsync("@小格 水管爆了", "c1");
        (await yuan.TextsAsync()).ShouldBe(["今天天气真好"]);
    }

    [Fact]
    public async Task A_photo_that_a_crash_left_unheard_is_heard_as_the_chat_shows_it()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var photo = await _server.Services.GetRequiredService<PhotoAlbum>().KeepAsync(ChatServer.Group, "first.jpg", PhotoKind.Jpeg, Jpeg);
        await AppendOnlyAsync("@小格 漏水", "u1", photo);
        (await UploadAsync(yuan, "again.jpg", "@小格 漏水", "u1")).ShouldBe(HttpStatusCode.OK);
        (await yuan.TextsAsync()).ShouldBe(["@小格 漏水", "@袁玉芬 echo: 漏水 [image first.jpg]"]);
        Directory.EnumerateFiles(Path.Combine(_server.Folder, "uploads"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_taken_back_is_not_heard_again()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await AppendOnlyAsync("@小格 水管爆了", "c1");
        await yuan.PostAsync(new JsonObject { ["type"] = "messageDelete", ["id"] = "tongxin-1|0000000" });
        await yuan.SayAsync("@小格 水管爆了", "c1");
        (await yuan.TextsAsync()).ShouldNotContain(t => t.Contains("echo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_hangs_up_after_posting_is_heard_all_the_same()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        for (var i = 0; i < 20; i++) await PostAndHangUpAsync(yuan, $$"""{"type":"message","text":"@小格 {{i}}"}""");
        for (var wait = 0; wait < 100; wait++)
        {
            var texts = await yuan.TextsAsync();
            var heard = texts.Count(t => t.Contains("echo", StringComparison.Ordinal));
            if (texts.Count == 2 * heard && heard > 0 && wait > 10) return;
            await Task.Delay(50);
        }
        throw new InvalidOperationException("some messages stand in the chat and were never heard: " + string.Join(" | ", await yuan.TextsAsync()));
    }

    [Fact]
    public async Task A_photo_goes_with_the_message_that_is_taken_back()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        (await UploadAsync(yuan, "a.jpg", "看", "u1")).ShouldBe(HttpStatusCode.OK);
        await yuan.PostAsync(new JsonObject { ["type"] = "messageDelete", ["id"] = "tongxin-1|0000000" });
        Directory.EnumerateFiles(Path.Combine(_server.Folder, "uploads"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    // What stands there when the process dies between the append and the turn.
    private async Task AppendOnlyAsync(string text, string clientId, params Photo[] photos)
    {
        using var posted = JsonDocument.Parse(new JsonObject { ["type"] = "message", ["text"] = text, ["channelData"] = new JsonObject { ["clientActivityID"] = clientId } }.ToJsonString());
        var conversation = _server.Services.GetRequiredService<ChatConversations>().Find(ChatServer.Group)!;
        var speech = new Speech(conversation, new(ChatServer.Group, "袁玉芬", "袁玉芬", true), IncomingActivity.Read(posted.RootElement).Activity!, _server.Clock.GetUtcNow()) { Photos = photos };
        await _server.Services.GetRequiredService<ActivityLog>().AppendAsync(ChatServer.Group, new($"袁玉芬|{clientId}", "袁玉芬", PersonActivity.Members(speech, "小格")));
    }

    private async Task PostAndHangUpAsync(ChatClient client, string json)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_server.Address.Host, _server.Address.Port);
        var body = Encoding.UTF8.GetBytes(json);
        var head = $"POST {client.Path}/activities HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {client.Token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        await socket.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
        await Task.Delay(2);
        socket.Client.LingerState = new(true, 0); // Gone with a reset, as a phone that loses its network.
    }

    private static async Task<HttpStatusCode> UploadAsync(ChatClient client, string name, string text, string clientId)
    {
        var activity = new JsonObject { ["type"] = "message", ["text"] = text, ["channelData"] = new JsonObject { ["clientActivityID"] = clientId } };
        using var form = new MultipartFormDataContent();
        var part = new StringContent(activity.ToJsonString());
        part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(part, "activity", "blob");
        form.Add(new ByteArrayContent(Jpeg), "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{client.Path}/upload?userId=x") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        using var response = await client.Server.Http.SendAsync(request);
        return response.StatusCode;
    }
}

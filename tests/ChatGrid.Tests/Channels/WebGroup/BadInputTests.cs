using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatGrid.Channels.WebGroup;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Whatever comes in wrongly is answered clearly and changes nothing.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000104A46494600010100000100010000FFDA0008010100003F00D2CF20FFD9");
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("{\"type\":\"message\",\"text\":\"\"}", "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"  \\u0007\\u202e \"}", "BadArgument")]
    [InlineData("{\"type\":\"message\"}", "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":5}", "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}", "BadArgument")]
    [InlineData("{\"text\":\"no type\"}", "MissingProperty")]
    [InlineData("{\"type\":\"conquest\",\"text\":\"x\"}", "BadArgument")]
    [InlineData("{\"type\":\"messageDelete\",\"id\":\"tongxin-1|99\"}", "BadArgument")]
    [InlineData("{\"type\":\"messageDelete\"}", "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"x\",\"attachments\":[{\"contentUrl\":\"http://evil.example/\"}]}", "BadArgument")]
    [InlineData("[1,2]", "BadSyntax")]
    [InlineData("水管爆了", "BadSyntax")]
    [InlineData("{\"type\":", "BadSyntax")]
    [InlineData("", "BadSyntax")]
    public async Task A_post_that_makes_no_sense_is_refused(string body, string code)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var response = await yuan.TryAsync(body);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldSayAsync(response, code);
        (await yuan.TextsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_of_a_hundred_thousand_characters_is_refused_with_a_sentence()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var response = await yuan.TryAsync(new JsonObject { ["type"] = "message", ["text"] = new string('水', 100_000) }.ToJsonString());
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ShouldSayAsync(response, "BadArgument")).ShouldContain("4000");
        using var huge = await yuan.TryAsync(new JsonObject { ["type"] = "message", ["text"] = new string('a', 2_000_000) }.ToJsonString());
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await yuan.TextsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("😀👍🏽👨‍👩‍👧")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE tickets; --")]
    [InlineData("two\nlines\tand a tab")]
    public async Task Odd_text_is_kept_as_it_is(string text)
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync(text);
        (await yuan.TextsAsync()).ShouldBe([text]);
    }

    [Fact]
    public async Task Control_characters_are_taken_out()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync("\u0000三号楼\u0007\u202e\u001b[31m 停水\r\n");
        (await yuan.TextsAsync()).ShouldBe(["三号楼[31m 停水"]);
    }

    [Fact]
    public async Task Without_a_good_token_of_the_conversation_nothing_is_told()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var signature = yuan.Token.LastIndexOf('.');
        var forged = yuan.Token[..(signature - 1)] + (yuan.Token[signature - 1] == 'A' ? 'B' : 'A') + yuan.Token[signature..];
        foreach (var (path, token, status, code) in new (string, string?, int, string)[]
        {
            (yuan.Path, null, 403, "TokenExpired"),
            (yuan.Path, "nonsense", 403, "TokenExpired"),
            (yuan.Path, forged, 403, "TokenExpired"),
            (yuan.Path, new string('x', 5000), 403, "TokenExpired"),
            ("/v3/directline/conversations/tongxin-2", yuan.Token, 403, "BadArgument"),
            ($"/v3/directline/conversations/{ChatConversations.PrivateId("袁玉芬")}", yuan.Token, 403, "BadArgument"),
            ("/v3/directline/conversations/none", yuan.Token, 404, "ConversationNotFound"),
            ("/v3/directline/conversations/u.%21", yuan.Token, 404, "ConversationNotFound"),
        })
        {
            using var read = await _server.SendAsync(HttpMethod.Get, $"{path}/activities", token);
            ((int)read.StatusCode).ShouldBe(status, path);
            await ShouldSayAsync(read, code);
            using var post = await _server.SendAsync(HttpMethod.Post, $"{path}/activities", token, """{"type":"message","text":"x"}""");
            ((int)post.StatusCode).ShouldBe(status, path);
        }
        using var wrongSecret = await _server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", "not-the-secret", "{}");
        wrongSecret.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _server.Clock.Ahead = TimeSpan.FromMinutes(31);
        using var expired = await _server.SendAsync(HttpMethod.Get, $"{yuan.Path}/activities", yuan.Token);
        await ShouldSayAsync(expired, "TokenExpired");
        using var refresh = await _server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", yuan.Token);
        refresh.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{}""", 400)]
    [InlineData("""{"user":{"id":"a/b"}}""", 400)]
    [InlineData("""{"user":{"id":"chatgrid"}}""", 400)]
    [InlineData("""{"user":{"id":"x"},"conversationId":"nowhere"}""", 404)]
    public async Task A_token_is_made_for_real_people_and_conversations_only(string body, int status)
    {
        using var response = await _server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ChatServer.Secret, body);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_person_who_posts_too_fast_is_told_to_wait_in_milliseconds()
    {
        var token = _server.Services.GetRequiredService<ChatTokens>().Make(new(ChatServer.Group, "袁玉芬", "袁玉芬", false));
        var yuan = new ChatClient(_server, "袁玉芬", ChatServer.Group, token);
        _server.Clock.Stop();
        for (var i = 0; i < 30; i++) await yuan.SayAsync($"line {i}");
        var refused = await yuan.TryAsync("""{"type":"message","text":"one more"}""");
        for (var i = 0; i < 200 && refused.IsSuccessStatusCode; i++) // A slow machine lets the bucket fill a little meanwhile.
        {
            refused.Dispose();
            refused = await yuan.TryAsync("""{"type":"message","text":"one more"}""");
        }
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(refused.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 1000);
        _server.Clock.Ahead = TimeSpan.FromSeconds(2);
        await yuan.SayAsync("after a while");
        refused.Dispose();
    }

    [Fact]
    public async Task A_photo_is_stored_without_what_tells_on_its_owner_and_shown_to_the_conversation_only()
    {
        var (yuan, tang) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("小唐", "tongxin-2"));
        using (var response = await UploadAsync(yuan, "家 里.jpg", WithExif(), "@小格 漏水"))
            response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var (said, _) = await yuan.ReadAsync();
        var photo = said[0]["attachments"]![0]!;
        ((string)photo["contentType"]!).ShouldBe("image/jpeg");
        ((string)said[1]["text"]!).ShouldContain("[image 家 里.jpg]");
        var url = (string)photo["contentUrl"]!;
        using var fetched = await _server.SendAsync(HttpMethod.Get, $"{url}?t={yuan.Token}");
        fetched.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        var bytes = await fetched.Content.ReadAsByteArrayAsync();
        System.Text.Encoding.Latin1.GetString(bytes).ShouldNotContain("SECRET PLACE");
        JpegPrivacy.Orientation(bytes).ShouldBe(6);
        bytes[^15..].ShouldBe(Jpeg[^15..]);
        using var other = await _server.SendAsync(HttpMethod.Get, $"{url}?t={tang.Token}");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = await _server.SendAsync(HttpMethod.Get, url);
        nobody.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var none = await _server.SendAsync(HttpMethod.Get, $"/v3/directline/attachments/..%2f..%2fchat.db?t={yuan.Token}");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_too_large_or_no_photo_is_refused()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var large = new byte[30 * 1024 * 1024];
        Jpeg.CopyTo(large, 0);
        using (var response = await UploadAsync(yuan, "large.jpg", large)) response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using (var response = await UploadAsync(yuan, "photo.jpg", [.. "MZ"u8, .. new byte[200]]))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            await ShouldSayAsync(response, "UnsupportedMediaType");
        }
        using (var response = await _server.SendAsync(HttpMethod.Post, $"{yuan.Path}/upload", yuan.Token, "{}")) response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await yuan.TextsAsync()).ShouldBeEmpty();
        Directory.Exists(Path.Combine(_server.Folder, "uploads")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_upload_that_is_tried_again_is_one_message_with_one_file()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        for (var i = 0; i < 2; i++)
        {
            using var response = await UploadAsync(yuan, "a.jpg", Jpeg, "look", "u1");
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await yuan.TextsAsync()).ShouldBe(["look", "@袁玉芬 echo: look [image a.jpg]"]);
        Directory.EnumerateFiles(Path.Combine(_server.Folder, "uploads"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        _server.Clock.Ahead = TimeSpan.FromDays(31);
        await _server.Services.GetRequiredService<LogPruning>().PruneAsync();
        Directory.EnumerateFiles(Path.Combine(_server.Folder, "uploads"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static async Task<string> ShouldSayAsync(HttpResponseMessage response, string code)
    {
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        ((string)error["code"]!).ShouldBe(code);
        return (string)error["message"]!;
    }

    private static async Task<HttpResponseMessage> UploadAsync(ChatClient client, string name, byte[] bytes, string text = "", string? clientId = null)
    {
        var activity = new JsonObject { ["type"] = "message", ["text"] = text, ["channelData"] = new JsonObject { ["clientActivityID"] = clientId } };
        using var form = new MultipartFormDataContent();
        var part = new StringContent(activity.ToJsonString());
        part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(part, "activity", "blob");
        form.Add(new ByteArrayContent(bytes), "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{client.Path}/upload?userId=x") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        return await client.Server.Http.SendAsync(request);
    }

    // A JPEG with an Exif segment (little endian: orientation 6 and a comment after it) and a comment segment.
    private static byte[] WithExif()
    {
        byte[] tiff = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "SECRET PLACE"u8];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        byte[] comment = [.. "SECRET PLACE"u8];
        return [.. Jpeg[..2], 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, 0xff, 0xfe, 0, (byte)(comment.Length + 2), .. comment, .. Jpeg[2..]];
    }
}

using System.Net;
using System.Text.Json.Nodes;
using ChatGrid.Channels.WebGroup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>How a browser gets into a group, and who it is there.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_nickname_joins_is_known_again_and_gives_no_rights()
    {
        var (me, cookie) = await JoinAsync("  冯志豪 ");
        ((string)me["name"]!).ShouldBe("冯志豪");
        ((string)me["id"]!).ShouldStartWith("w_");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        var info = await InfoAsync(cookie);
        ((string)info["me"]!["id"]!).ShouldBe((string)me["id"]!);
        (await InfoAsync(cookie[..^60] + "0000; path")).AsObject()["me"].ShouldBeNull();
        await _server.RestartAsync();
        var session = await OpenAsync("{}", cookie);
        ((string)session["private"]!["conversationId"]!).ShouldBe(ChatConversations.PrivateId((string)me["id"]!));
        var member = new ChatClient(_server, "", ChatServer.Group, (string)session["group"]!["token"]!);
        await member.SayAsync("@小格 hi");
        (await member.ReadAsync()).Activities[0]["from"]!["name"]!.ToString().ShouldBe("冯志豪");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u0007 ")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十多")]
    public async Task A_nickname_that_is_none_is_refused(string nickname)
    {
        using var response = await _server.SendAsync(HttpMethod.Post, "/g/tongxin-1/join", null, new JsonObject { ["nickname"] = nickname }.ToJsonString());
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("称呼");
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_one_time_code_makes_a_browser_a_person_of_the_town_once()
    {
        var codes = _server.Services.GetRequiredService<BindingCodes>();
        var (old, code) = (await codes.CreateAsync("冯志豪"), await codes.CreateAsync("冯志豪"));
        var (me, cookie) = await JoinAsync("小冯");
        var (_, other) = await JoinAsync("骗子");
        (await BindAsync(old, cookie)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (var bound = await BindAsync($"{code[..4]} {code[4..]}", cookie))
            ((string)JsonNode.Parse(await bound.Content.ReadAsStringAsync())!["me"]!["id"]!).ShouldBe("冯志豪");
        (await BindAsync(code, other)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var session = await OpenAsync("{}", cookie);
        ((string)session["private"]!["conversationId"]!).ShouldBe(ChatConversations.PrivateId("冯志豪"));
        var channel = _server.Services.GetRequiredService<WebGroupChannel>();
        await channel.SendAsync(new() { Key = "k", To = new("webgroup:main", false, (string)me["id"]!), Text = "for you" }, default);
        (await new ChatClient(_server, "冯志豪", ChatConversations.PrivateId("冯志豪"), (string)session["private"]!["token"]!).TextsAsync()).ShouldBe(["for you"]);
    }

    [Fact]
    public async Task A_code_is_good_for_a_day_and_for_few_tries()
    {
        var codes = _server.Services.GetRequiredService<BindingCodes>();
        var (_, cookie) = await JoinAsync("小冯");
        var late = await codes.CreateAsync("冯志豪");
        _server.Clock.Ahead = TimeSpan.FromHours(25);
        (await BindAsync(late, cookie)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        for (var i = 0; i < 10; i++) (await BindAsync("00000000", cookie)).Dispose();
        var good = await codes.CreateAsync("冯志豪");
        using var often = await BindAsync(good, cookie);
        (await often.Content.ReadAsStringAsync()).ShouldContain("次数太多");
    }

    [Fact]
    public async Task In_the_demo_one_can_be_anybody_of_the_town()
    {
        var info = await InfoAsync();
        ((bool)info["demo"]!).ShouldBeTrue();
        var people = info["people"]!.AsArray().Select(p => ((string)p!["name"]!, (string)p["roles"]!)).ToList();
        people[0].ShouldBe(("冯志豪", "网格员 · 同心社区第一网格"));
        people[^1].Item1.ShouldBe("小唐");
        var session = await OpenAsync("""{"as":"袁玉芬"}""");
        ((string)session["me"]!["name"]!).ShouldBe("袁玉芬");
        ((string)session["group"]!["streamUrl"]!).ShouldStartWith("ws://127.0.0.1:");
        using var stranger = await PostAsync("session", """{"as":"nobody"}""");
        stranger.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var staff = await _server.SendAsync(HttpMethod.Post, "/g/staff/session", null, """{"as":"袁玉芬"}""");
        staff.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var leader = await _server.SendAsync(HttpMethod.Post, "/g/staff/session", null, """{"as":"冯志豪"}""");
        leader.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_demo_does_not_answer_to_a_foreign_name()
    {
        using var response = await _server.SendAsync(HttpMethod.Get, "/g/tongxin-1/info", null, null, ("Host", "evil.example"));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_the_demo_nobody_is_somebody_else()
    {
        await using var server = await ChatServer.StartAsync(isDevelopment: false);
        using var session = await server.SendAsync(HttpMethod.Post, "/g/tongxin-1/session", null, """{"as":"袁玉芬"}""");
        session.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var info = await server.SendAsync(HttpMethod.Get, "/g/tongxin-1/info");
        var told = JsonNode.Parse(await info.Content.ReadAsStringAsync())!;
        ((bool)told["demo"]!).ShouldBeFalse();
        told["people"].ShouldBeNull();
        using var none = await server.SendAsync(HttpMethod.Post, "/g/tongxin-1/session");
        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Pages_are_served_under_a_strict_policy_and_kept_by_their_tag()
    {
        using var css = await _server.SendAsync(HttpMethod.Get, "/webgroup/server.css");
        css.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        css.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        using var again = await _server.SendAsync(HttpMethod.Get, "/webgroup/server.css", null, null, ("If-None-Match", css.Headers.ETag!.Tag));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        foreach (var (path, text) in new[] { ("/", "同心社区第一网格居民群"), ("/g/tongxin-1/poster", "qr.svg"), ("/g/tongxin-1/qr.svg", "<svg") })
        {
            using var page = await _server.SendAsync(HttpMethod.Get, path);
            page.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()).ShouldContain(text);
        }
        foreach (var path in new[] { "/g/nowhere", "/g/nowhere/info", "/g/nowhere/poster", "/webgroup/..%2fappsettings.json" })
        {
            using var missing = await _server.SendAsync(HttpMethod.Get, path);
            missing.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Theory]
    [InlineData(false, true, "Demo", "false", "--lan")]
    [InlineData(false, false, "Demo", "true", "Demo is 'true'")]
    [InlineData(true, false, "PhotoBytes", "5", "10000 to 50000000")]
    [InlineData(true, false, "PhotoBytes", "many", "ChatGrid:WebGroup")]
    [InlineData(true, false, "Secret", "short", "at least 16 characters")]
    [InlineData(true, false, "RecallWithin", "-00:01:00", "RecallWithin")]
    [InlineData(true, false, "PublicUrl", "ftp://x", "https://")]
    public void A_setting_that_cannot_be_used_stops_the_start_with_a_sentence(bool isDevelopment, bool lan, string key, string value, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"{WebGroupOptions.Section}:{key}", value)]).Build();
        Should.Throw<InvalidDataException>(() => WebGroupOptions.Read(configuration, isDevelopment, lan)).Message.ShouldContain(says);
    }

    private async Task<(JsonNode Me, string Cookie)> JoinAsync(string nickname)
    {
        using var response = await PostAsync("join", new JsonObject { ["nickname"] = nickname }.ToJsonString());
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!["me"]!, response.Headers.GetValues("Set-Cookie").Single());
    }

    private Task<HttpResponseMessage> BindAsync(string code, string cookie) => PostAsync("bind", $$"""{"code":"{{code}}"}""", cookie);

    private async Task<JsonNode> OpenAsync(string body, string? cookie = null)
    {
        using var response = await PostAsync("session", body, cookie);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private Task<HttpResponseMessage> PostAsync(string action, string body, string? cookie = null) => cookie is null
        ? _server.SendAsync(HttpMethod.Post, $"/g/tongxin-1/{action}", null, body)
        : _server.SendAsync(HttpMethod.Post, $"/g/tongxin-1/{action}", null, body, ("Cookie", cookie.Split(';')[0]));

    private async Task<JsonNode> InfoAsync(string? cookie = null)
    {
        using var response = cookie is null ? await _server.SendAsync(HttpMethod.Get, "/g/tongxin-1/info")
            : await _server.SendAsync(HttpMethod.Get, "/g/tongxin-1/info", null, null, ("Cookie", cookie.Split(';')[0]));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}

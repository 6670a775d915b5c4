using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatGrid.Channels.WebGroup;
using ChatGrid.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Direct Line 3.0 as programs and pages use it.</summary>
public sealed class DirectLineTests : IAsyncLifetime
{
    private ChatServer _server = null!;

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_said_comes_back_under_the_id_that_was_answered_and_the_tokens_person()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var id = await yuan.SayAsync("@小格 <b>hi</b> 你好", clientId: "c1");
        id.ShouldBe("tongxin-1|0000000");
        var (said, watermark) = await yuan.ReadAsync();
        said.Count.ShouldBe(2);
        watermark.ShouldBe("2");
        said[0].ToJsonString().ShouldContain("\"clientActivityID\":\"c1\"");
        ((string)said[0]["from"]!["id"]!).ShouldBe("袁玉芬");
        ((string)said[0]["text"]!).ShouldBe("@小格 <b>hi</b> 你好");
        var echo = said[1];
        ((string)echo["text"]!).ShouldBe("@袁玉芬 echo: <b>hi</b> 你好");
        ((string)echo["replyToId"]!).ShouldBe(id);
        ((string)echo["from"]!["role"]!).ShouldBe("bot");
        ((string)echo["entities"]![0]!["mentioned"]!["id"]!).ShouldBe("袁玉芬");
        ((string)echo["channelData"]!["key"]!).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_post_that_is_tried_again_is_one_message_with_one_answer()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => yuan.SayAsync("@小格 once", clientId: "same")));
        ids.Distinct().ShouldHaveSingleItem();
        await _server.RestartAsync();
        (await yuan.SayAsync("@小格 once", clientId: "same")).ShouldBe(ids[0]);
        (await yuan.TextsAsync()).ShouldBe(["@小格 once", "@袁玉芬 echo: once"]);
    }

    [Fact]
    public async Task A_bots_message_that_is_sent_twice_is_shown_once()
    {
        var yuan = await _server.ClientAsync("袁玉芬", "private");
        var channel = _server.Services.GetRequiredService<WebGroupChannel>();
        var message = new Outbound { Key = "k1", To = Address.Private("webgroup:main", "袁玉芬"), Text = "hello" };
        var first = (SendResult.Sent)await channel.SendAsync(message, default);
        var second = (SendResult.Sent)await channel.SendAsync(message, default);
        second.MessageRef.ShouldBe(first.MessageRef);
        (await yuan.TextsAsync()).ShouldBe(["hello"]);
        (await channel.SendAsync(message with { To = Address.Group("webgroup:main", "nowhere") }, default)).ShouldBeOfType<SendResult.Refused>();
    }

    [Fact]
    public async Task A_stream_that_breaks_goes_on_at_its_watermark_with_nothing_lost_or_doubled()
    {
        var (yuan, xiao) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("肖卫"));
        await yuan.SayAsync("one");
        var socket = await xiao.StreamAsync();
        var (early, watermark) = await ChatClient.ReceiveAsync(socket, 1);
        socket.Abort();
        await yuan.SayAsync("two");
        await _server.RestartAsync();
        using var again = await xiao.StreamAsync(watermark);
        var posts = Task.WhenAll(Enumerable.Range(0, 50).Select(i => yuan.SayAsync($"more {i}")));
        var (late, _) = await ChatClient.ReceiveAsync(again, 51);
        await posts;
        early.Concat(late).Select(a => (string)a["id"]!).ShouldBe(Enumerable.Range(0, 52).Select(i => $"tongxin-1|{i:D7}"));
        ((string)late[0]["text"]!).ShouldBe("two");
    }

    [Fact]
    public async Task A_stream_ends_when_the_server_stops()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        using var socket = await yuan.StreamAsync();
        var stopping = _server.RestartAsync();
        await Should.ThrowAsync<WebSocketException>(() => ChatClient.ReceiveAsync(socket, 1));
        await stopping;
        (await yuan.SayAsync("after")).ShouldBe("tongxin-1|0000000");
    }

    [Fact]
    public async Task Private_chats_are_apart_from_the_group()
    {
        var (group, alone) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("袁玉芬", "private"));
        await alone.SayAsync("just you");
        (await alone.TextsAsync()).ShouldBe(["just you", "echo: just you"]);
        (await group.TextsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tap_is_answered_at_once_and_the_card_is_redrawn_for_all()
    {
        var (yuan, xiao) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("肖卫"));
        await yuan.SayAsync("@小格 card");
        var (said, _) = await yuan.ReadAsync();
        var card = said[1]["attachments"]![0]!["content"]!;
        ((string)card["actions"]![0]!["data"]!["action"]!).ShouldBe("claim:12");
        ((string)card["actions"]![1]!["type"]!).ShouldBe("Action.OpenUrl");
        ((string)said[1]["suggestedActions"]!["actions"]![0]!["value"]!).ShouldBe("yes");
        var tap = new JsonObject { ["type"] = "message", ["value"] = card["actions"]![0]!["data"]!.DeepClone(), ["channelData"] = new JsonObject { ["postBack"] = true, ["clientActivityID"] = "t1" } };
        var answer = await xiao.PostAsync((JsonObject)tap.DeepClone());
        ((string)answer!["toast"]!).ShouldBe("肖卫 taps claim:12");
        (await xiao.PostAsync(tap))!.ToJsonString().ShouldBe(answer.ToJsonString());
        var (after, _) = await yuan.ReadAsync("2");
        after.ShouldHaveSingleItem();
        ((string)after[0]["name"]!).ShouldBe("chatgrid/cardUpdate");
        ((string)after[0]["value"]!["cardId"]!).ShouldBe("card-1");
        ((string)after[0]["value"]!["card"]!["body"]![0]!["text"]!).ShouldBe("Taken by 肖卫");
    }

    [Fact]
    public async Task A_quote_is_what_the_log_says_whatever_the_client_claims()
    {
        var (yuan, xiao) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("肖卫"));
        var id = await yuan.SayAsync("水管爆了");
        var post = new JsonObject { ["type"] = "message", ["text"] = "@小格 this", ["replyToId"] = id, ["channelData"] = new JsonObject { ["quote"] = new JsonObject { ["id"] = id, ["author"] = "市长", ["text"] = "false" } } };
        await xiao.PostAsync(post);
        var (said, _) = await yuan.ReadAsync("1");
        ((string)said[0]["channelData"]!["quote"]!["author"]!).ShouldBe("袁玉芬");
        ((string)said[0]["channelData"]!["quote"]!["text"]!).ShouldBe("水管爆了");
        ((string)said[1]["text"]!).ShouldEndWith($"«袁玉芬: 水管爆了» {id}");
        await xiao.SayAsync("@小格 that", replyTo: (string)said[1]["id"]!);
        var key = (string)said[1]["channelData"]!["key"]!;
        (await yuan.TextsAsync())[^1].ShouldEndWith(key, customMessage: "a quoted message of the bot is known by its own key");
    }

    [Fact]
    public async Task Ones_own_message_can_be_taken_back_for_two_minutes()
    {
        var (yuan, xiao) = (await _server.ClientAsync("袁玉芬"), await _server.ClientAsync("肖卫"));
        var id = await yuan.SayAsync("我家门锁坏了");
        var recall = new JsonObject { ["type"] = "messageDelete", ["id"] = id };
        using (var stolen = await xiao.TryAsync(recall.ToJsonString())) stolen.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await yuan.PostAsync(recall);
        var (said, _) = await xiao.ReadAsync();
        said.Select(a => (string)a["type"]!).ShouldBe(["messageDelete", "messageDelete", "message"]);
        said.Select(a => (string?)a["id"]).Take(2).ShouldBe([id, id]);
        string.Concat(said.Select(a => a.ToJsonString())).ShouldNotContain("门锁");
        var late = await yuan.SayAsync("stays");
        _server.Clock.Ahead = TimeSpan.FromMinutes(3);
        using var refused = await yuan.TryAsync($$"""{"type":"messageDelete","id":"{{late}}"}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("2 分钟");
    }

    [Fact]
    public async Task Old_lines_are_deleted_and_their_positions_never_given_again()
    {
        var yuan = await _server.ClientAsync("袁玉芬");
        await yuan.SayAsync("one");
        await yuan.SayAsync("two");
        _server.Clock.Ahead = TimeSpan.FromDays(8);
        await _server.Services.GetRequiredService<LogPruning>().PruneAsync();
        await _server.RestartAsync();
        yuan = await _server.ClientAsync("袁玉芬");
        (await yuan.TextsAsync()).ShouldBeEmpty();
        (await yuan.SayAsync("three")).ShouldBe("tongxin-1|0000002");
        (await yuan.TextsAsync()).ShouldBe(["three"]);
    }

    [Fact]
    public async Task Tokens_are_refreshed_conversations_started_and_rejoined()
    {
        var yuan = await _server.ClientAsync("袁玉芬", "private");
        var refreshed = await _server.PostAsync("/v3/directline/tokens/refresh", new JsonObject(), yuan.Token);
        ((string)refreshed!["conversationId"]!).ShouldBe(yuan.Conversation);
        ((int)refreshed["expires_in"]!).ShouldBe(1800);
        using var started = await _server.SendAsync(HttpMethod.Post, "/v3/directline/conversations", (string)refreshed["token"]!, "{}");
        started.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var known = await _server.SendAsync(HttpMethod.Post, "/v3/directline/conversations", yuan.Token);
        known.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var rejoined = await _server.SendAsync(HttpMethod.Get, $"{yuan.Path}?watermark=5", yuan.Token);
        ((string)JsonNode.Parse(await rejoined.Content.ReadAsStringAsync())!["streamUrl"]!).ShouldContain("/stream?watermark=5&t=");
    }

    [Fact]
    public async Task Pages_of_other_origins_may_ask()
    {
        using var preflight = await _server.SendAsync(HttpMethod.Options, "/v3/directline/conversations");
        preflight.StatusCode.ShouldBe(HttpStatusCode.OK);
        var allowed = preflight.Headers.GetValues("Access-Control-Allow-Headers").Single();
        foreach (var header in new[] { "authorization", "content-type", "x-ms-bot-agent" }) allowed.ShouldContain(header);
        preflight.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("*");
    }
}

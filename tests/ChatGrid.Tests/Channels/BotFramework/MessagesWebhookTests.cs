using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatGrid.Channels.BotFramework;
using ChatGrid.Tests.TestKit;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace ChatGrid.Tests.Channels.BotFramework;

/// <summary><c>/api/messages</c> without authentication, on the program as it runs for a town and a connector that listens.</summary>
public sealed class MessagesWebhookTests : IAsyncLifetime
{
    private const string Group = "bench-7";
    private readonly string _data = Directory.CreateTempSubdirectory("chatgrid-bot-").FullName;
    private static readonly HttpClient Http = new();
    private WebApplication _app = null!;
    private Connector _connector = null!;
    private int _last;

    public async Task InitializeAsync()
    {
        _connector = await Connector.StartAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _connector.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_report_is_asked_for_its_place_opened_and_withdrawn_in_the_group_it_was_said_in()
    {
        (await PostAsync(Message("<at>小格</at> 楼道灯坏了，麻烦来人修一下", mentions: true))).ShouldBe(HttpStatusCode.OK);
        var (conversation, replyTo, asked) = _connector.Next();
        conversation.ShouldBe(Group);
        replyTo.ShouldBe("m1");
        ((string)asked["text"]!).ShouldContain("几号楼");
        await PostAsync(Message("3号楼2单元"));
        ((string)_connector.Next().Activity["text"]!).ShouldContain("1号单");
        await PostAsync(Message("撤单"));
        ((string)_connector.Next().Activity["text"]!).ShouldContain("1号单撤了");
    }

    [Fact]
    public async Task The_same_activity_twice_has_one_effect()
    {
        var report = Message("3号楼2单元楼道灯坏了");
        await PostAsync(report.DeepClone());
        _connector.Next();
        (await PostAsync(report)).ShouldBe(HttpStatusCode.OK);
        Count("tickets").ShouldBe(1);
        _connector.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_that_the_connector_does_not_take_now_comes_later()
    {
        _connector.Refusals.Enqueue(503);
        await PostAsync(Message("3号楼2单元楼道灯坏了"));
        ((string)_connector.Next().Activity["text"]!).ShouldContain("1号单");
    }

    [Fact]
    public async Task Where_a_conversation_is_answered_survives_a_restart()
    {
        await PostAsync(Message("楼道灯坏了，麻烦来人修一下"));
        _connector.Next();
        await _app.DisposeAsync();
        await StartAsync();
        _app.Services.GetService(typeof(ConversationReferences)).ShouldBeOfType<ConversationReferences>()
            .Find(new(BotFrameworkChannel.Name, true, Group))!.ServiceUrl.ShouldBe(_connector.Url);
    }

    [Fact]
    public async Task Chatter_and_a_group_of_no_grid_leave_nothing_and_are_not_answered()
    {
        await PostAsync(Message("晚上广场舞老地方见"));
        var elsewhere = Message("3号楼2单元楼道灯坏了");
        elsewhere["conversation"]!["id"] = "nobody-knows-it";
        await PostAsync(elsewhere);
        Count("tickets").ShouldBe(0);
        Count("inbox").ShouldBe(0);
        Count("conversation_states").ShouldBe(0);
        _connector.Said.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("no json", 400)]
    [InlineData("[1]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":"message","text":"3号楼停水了"}""", 400)]
    [InlineData("""{"type":"message","id":"x","text":"3号楼停水了","from":{"id":"u"},"conversation":{"id":"bench-7","isGroup":true},"serviceUrl":"https://connector.example.com"}""", 400)]
    [InlineData("""{"type":"message","id":"x","text":"3号楼停水了","from":{"id":"u|v"},"conversation":{"id":"bench-7","isGroup":true},"serviceUrl":"http://127.0.0.1:1"}""", 400)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action"}""", 501)]
    [InlineData("""{"type":"typing"}""", 200)]
    public async Task What_cannot_be_taken_is_refused_and_changes_nothing(string body, int status)
    {
        ((int)await PostAsync(body)).ShouldBe(status);
        Count("botframework_conversations").ShouldBe(0);
        Count("tickets").ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_is_too_big_and_a_token_that_nobody_asked_for_are_refused()
    {
        (await PostAsync(Message(new string('水', 600_000)))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var request = new HttpRequestMessage(HttpMethod.Post, Webhook) { Content = new StringContent(Message("你好").ToJsonString()), Headers = { { "Authorization", "Bearer forged" } } };
        (await Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void In_production_it_is_not_there_and_cannot_be_opened()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ChatGrid:BotFramework:Open", "true")]).Build();
        Should.Throw<InvalidDataException>(() => BotFrameworkOptions.Read(settings, isDevelopment: false)).Message.ShouldContain("Take the key away");
        BotFrameworkOptions.Read(new ConfigurationBuilder().Build(), isDevelopment: false).Open.ShouldBe(false);
        var unknown = new ConfigurationBuilder().AddInMemoryCollection([new("ChatGrid:BotFramework:Opne", "true")]).Build();
        Should.Throw<InvalidDataException>(() => BotFrameworkOptions.Read(unknown, isDevelopment: true)).Message.ShouldContain("'Opne'");
    }

    private string Webhook => _app.Urls.First() + "/api/messages";

    private async Task StartAsync()
    {
        _app = WebProgram.Build(["--data", _data, "--config", Repository.Folders.Config, "--dialogs", Repository.Folders.Dialogs, "--environment", "Development", "--urls", "http://127.0.0.1:0"]);
        await WebProgram.PrepareAsync(_app);
        await _app.StartAsync();
    }

    private Task<HttpStatusCode> PostAsync(JsonNode activity) => PostAsync(activity.ToJsonString());

    private async Task<HttpStatusCode> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(Webhook), content);
        return response.StatusCode;
    }

    private JsonObject Message(string text, bool mentions = false) => new JsonObject
    {
        ["type"] = "message",
        ["id"] = $"m{++_last}",
        ["text"] = text,
        ["serviceUrl"] = _connector.Url + "/",
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = "29:lin", ["name"] = "林小满" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "小格" },
        ["conversation"] = new JsonObject { ["id"] = Group, ["isGroup"] = true, ["conversationType"] = "groupChat" },
        ["entities"] = mentions ? new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = "28:bot" }, ["text"] = "<at>小格</at>" }) : new JsonArray(),
    };

    private long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "chatgrid.db")}");
        return connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");
    }
}

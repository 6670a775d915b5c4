using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatGrid.Channels.WebGroup;
using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>The group chat on real Kestrel and a real SQLite file, with a bot that repeats what it hears and a clock that can be put forward.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    public const string Secret = "a-secret-for-the-tests";
    public const string Group = "tongxin-1";
    private readonly Dictionary<string, string?> _settings;
    private readonly bool _isDevelopment;
    private WebApplication _app;

    private ChatServer(Dictionary<string, string?> settings, bool isDevelopment)
    {
        _settings = settings;
        _isDevelopment = isDevelopment;
        _app = null!;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("chatgrid-web-").FullName;
    public ShiftedClock Clock { get; } = new();
    public HttpClient Http { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;
    public IServiceProvider Services => _app.Services;

    public static async Task<ChatServer> StartAsync(bool isDevelopment = true, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(s => $"{WebGroupOptions.Section}:{s.Key}", s => (string?)s.Value);
        all.TryAdd($"{WebGroupOptions.Section}:{nameof(WebGroupOptions.Secret)}", Secret);
        var server = new ChatServer(all, isDevelopment);
        await server.StartAsync("http://127.0.0.1:0");
        return server;
    }

    /// <summary>Stops the server and starts it anew on the same port and data.</summary>
    public async Task RestartAsync()
    {
        var address = Address.GetLeftPart(UriPartial.Authority);
        await StopAsync();
        await StartAsync(address);
    }

    /// <summary>A token as a program asks for it.</summary>
    public async Task<ChatClient> ClientAsync(string person, string conversation = Group)
    {
        var answer = await PostAsync("/v3/directline/tokens/generate", new JsonObject { ["user"] = new JsonObject { ["id"] = person }, ["conversationId"] = conversation }, Secret);
        return new(this, person, (string)answer!["conversationId"]!, (string)answer["token"]!);
    }

    public async Task<JsonNode?> PostAsync(string path, JsonNode body, string? token = null)
    {
        using var response = await SendAsync(HttpMethod.Post, path, token, body.ToJsonString());
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>Returns when everything the bot has to say has been said.</summary>
    public Task DrainAsync() => Services.GetRequiredService<OutboxSender>().DrainAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, true);
    }

    private async Task StartAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = _isDevelopment ? "Development" : "Production" });
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url).UseKestrel();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton(new Node("test"))
            .AddSingleton(new TownBook(TestTown.Town)).AddSingleton(new ReaderBook(TestTown.Reader)).AddSingleton(new CommandBook(TestTown.Commands)).AddSingleton(new WordingBook(TestTown.Wording))
            .AddSqlite(Path.Combine(Folder, "chat.db")).AddConversations().AddSingleton(new BreathRule(_ => false)).AddSingleton<ITurnStep, EchoStep>()
            .AddWebGroup(new(Folder, _isDevelopment, false, builder.Configuration));
        _app = builder.Build();
        await _app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await _app.Services.StartConversationsAsync();
        _app.MapWebGroup();
        await _app.StartAsync();
        Address = new(_app.Urls.First());
        Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Somebody with a token, as a test uses it.</summary>
public sealed record ChatClient(ChatServer Server, string Person, string Conversation, string Token)
{
    public string Path => $"/v3/directline/conversations/{Conversation}";

    public async Task<string> SayAsync(string text, string? clientId = null, string? replyTo = null)
    {
        var activity = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "somebody-else" } };
        if (clientId is not null) activity["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
        if (replyTo is not null) activity["replyToId"] = replyTo;
        return (string)(await PostAsync(activity))!["id"]!;
    }

    public Task<JsonNode?> PostAsync(JsonObject activity) => Server.PostAsync($"{Path}/activities", activity, Token);

    public Task<HttpResponseMessage> TryAsync(string json) => Server.SendAsync(HttpMethod.Post, $"{Path}/activities", Token, json);

    public async Task<(List<JsonNode> Activities, string Watermark)> ReadAsync(string watermark = "0")
    {
        await Server.DrainAsync();
        using var response = await Server.SendAsync(HttpMethod.Get, $"{Path}/activities?watermark={watermark}", Token);
        response.IsSuccessStatusCode.ShouldBeTrue();
        var set = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ([.. set["activities"]!.AsArray().Select(a => a!)], (string)set["watermark"]!);
    }

    public async Task<List<string>> TextsAsync() => [.. (await ReadAsync()).Activities.Select(a => (string?)a["text"] ?? $"({a["type"]})")];

    public async Task<ClientWebSocket> StreamAsync(string watermark = "")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new($"ws://{Server.Address.Authority}{Path}/stream?watermark={watermark}&t={Token}"), default);
        return socket;
    }

    /// <summary>Reads frames until so many activities have come; gives them with the last watermark.</summary>
    public static async Task<(List<JsonNode> Activities, string Watermark)> ReceiveAsync(ClientWebSocket socket, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (all, watermark, buffer) = (new List<JsonNode>(), "", new byte[1 << 16]);
        while (all.Count < count)
        {
            var frame = new List<byte>();
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, patience.Token);
                frame.AddRange(buffer.AsSpan(0, part.Count));
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("closed by the server");
            var set = JsonNode.Parse(Encoding.UTF8.GetString([.. frame]))!;
            all.AddRange(set["activities"]!.AsArray().Select(a => a!));
            watermark = (string)set["watermark"]!;
        }
        return (all, watermark);
    }
}

/// <summary>The time of day, put forward.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}

/// <summary>A bot that repeats what is said to it and answers every tap.</summary>
public sealed class EchoStep : ITurnStep
{
    public int Order => int.MinValue;

    public async Task<bool> TryAsync(Turn turn)
    {
        switch (turn.Inbound.Kind)
        {
            case InboundKind.Message:
                var quoted = turn.Inbound.Quote is { } quote ? $" «{quote.Author}: {quote.Text}» {quote.Key}" : "";
                var media = string.Concat(turn.Inbound.Media.Select(m => $" [{m.Kind} {m.Name}]"));
                await turn.ReplyAsync($"echo: {turn.Inbound.Text}{media}{quoted}", turn.Inbound.Text == "card" ? Card("Open") : null, suggestions: turn.Inbound.Text == "card" ? ["yes", "no"] : null);
                return true;
            case InboundKind.Action:
                turn.Answer = new Answer($"{turn.Speaker.Name} taps {turn.Inbound.Action}", Card($"Taken by {turn.Speaker.Name}"));
                return true;
            case InboundKind.Recall:
                await turn.ReplyAsync($"forgotten: {turn.Inbound.MessageKey}");
                return true;
            default:
                return false;
        }
    }

    private static Card Card(string title) => new("card-1", title, [new("Place", "3号楼")], [new("接单", "claim:12"), new("Look", "", "https://example.org/")]);
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatGrid.Tests.Channels.BotFramework;

/// <summary>The platform's half: takes what the bot posts to <c>/v3/conversations/{id}/activities</c>.</summary>
public sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Connector(WebApplication app) => _app = app;

    /// <summary>Answers of the next requests instead of 201, in their order.</summary>
    public ConcurrentQueue<int> Refusals { get; } = new();
    public BlockingCollection<(string Conversation, string? ReplyTo, JsonNode Activity)> Said { get; } = [];
    public string Url => _app.Urls.First();

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrel();
        var connector = new Connector(builder.Build());
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    public (string Conversation, string? ReplyTo, JsonNode Activity) Next() =>
        Said.TryTake(out var said, TimeSpan.FromSeconds(10)) ? said : throw new TimeoutException("the bot said nothing");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context, string conversation, string? replyTo)
    {
        var activity = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (Refusals.TryDequeue(out var status)) return Results.StatusCode(status);
        Said.Add((conversation, replyTo, activity));
        return Results.Json(new { id = Guid.NewGuid().ToString("N") }, statusCode: StatusCodes.Status201Created);
    }
}

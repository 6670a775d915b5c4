using System.Globalization;
using System.Net.WebSockets;
using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The WebSocket of a conversation: first what the client has missed, then each line as it is committed, none lost and none twice.</summary>
public sealed partial class StreamConversation(DirectLineAccess access, ActivityLog log, WebGroupHub hub, WebGroupOptions options,
    IHostApplicationLifetime lifetime, ILogger<StreamConversation> logger)
{
    private const int MostAtOnce = 200;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await context.RefuseAsync(Refusal.BadArgument("this address is for WebSockets"));
            return;
        }
        var admission = access.Admit(context);
        if (admission.Refusal is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await FollowAsync(context, socket, admission.Conversation!.Id);
    }

    private async Task FollowAsync(HttpContext context, WebSocket socket, string conversation)
    {
        using var subscription = hub.Follow(conversation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var dropping = AbortWhenDroppedAsync(subscription, socket, conversation);
        var listening = ListenAsync(socket, end);
        try
        {
            var next = await Watermark.ParseAsync(context.Request.Query["watermark"], log, conversation, options.HistoryLines);
            next = await SendMissedAsync(socket, conversation, next, end.Token);
            await SendComingAsync(socket, subscription, next, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client has gone, or the server stops: it comes again with its watermark.
        }
        await CloseAsync(socket, end);
        await listening;
        subscription.Dispose();
        await dropping;
    }

    private async Task<long> SendMissedAsync(WebSocket socket, string conversation, long next, CancellationToken cancellationToken)
    {
        while (true)
        {
            var missed = await log.ReadAsync(conversation, next, MostAtOnce);
            if (missed.Count == 0) return next;
            foreach (var activity in missed) await SendAsync(socket, activity, cancellationToken);
            next = missed[^1].Position + 1;
        }
    }

    private static async Task SendComingAsync(WebSocket socket, Subscription subscription, long next, CancellationToken cancellationToken)
    {
        await foreach (var activity in subscription.Waiting.ReadAllAsync(cancellationToken))
        {
            if (activity.Position >= next) await SendAsync(socket, activity, cancellationToken);
        }
    }

    // One activity to a frame: botframework-directlinejs 0.15.8 hands out each frame's activities on a timer of its own, so that the
    // lines of two larger frames come mixed up.
    private static async Task SendAsync(WebSocket socket, LoggedActivity activity, CancellationToken cancellationToken)
    {
        if (activity.Json.IsEmpty) return; // Pruned: only its position is kept.
        await socket.SendAsync(ActivitySet.Write([activity], activity.Position + 1), WebSocketMessageType.Text, true, cancellationToken);
    }

    // Clients send empty frames to keep the line open; nothing else is expected.
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource end)
    {
        var buffer = new byte[512];
        try
        {
            while (socket.State == WebSocketState.Open && (await socket.ReceiveAsync(buffer.AsMemory(), end.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Gone without a word.
        }
        await end.CancelAsync();
    }

    private async Task CloseAsync(WebSocket socket, CancellationTokenSource end)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var status = lifetime.ApplicationStopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
                await socket.CloseOutputAsync(status, null, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // It was gone already.
        }
        await end.CancelAsync();
    }

    private async Task AbortWhenDroppedAsync(Subscription subscription, WebSocket socket, string conversation)
    {
        if (!await subscription.Dropped) return;
        FellBehind(logger, conversation);
        socket.Abort();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A reader of {Conversation} did not keep up and was cut off; it will come again.")]
    private static partial void FellBehind(ILogger logger, string conversation);
}

/// <summary>Where a client stands in the log, as the position of the next line.</summary>
public static class Watermark
{
    /// <summary>Without one (or with nonsense) a client begins with the latest lines.</summary>
    public static async ValueTask<long> ParseAsync(string? watermark, ActivityLog log, string conversation, int history)
    {
        var end = await log.NextAsync(conversation);
        if (!long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var next)) return Math.Max(0, end - history);
        // One that lies ahead (the database has been put back from a backup) would hear nothing for a long time.
        return next <= end ? next : Math.Min(next, await log.StoredNextAsync(conversation));
    }
}

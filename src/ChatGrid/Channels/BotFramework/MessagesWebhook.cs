using System.Net;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.BotFramework;

/// <summary><c>POST /api/messages</c>: an activity of the platform. Without authentication it is open to this machine only.</summary>
public sealed class MessagesWebhook(TurnRunner turns, ConversationReferences references, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from) || context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        using var body = await JsonBody.ReadAsync(context);
        if (body is not null) await DispatchAsync(context, body.RootElement);
    }

    private async Task DispatchAsync(HttpContext context, JsonElement root)
    {
        var (activity, problem) = IncomingActivity.Read(root);
        if (activity is null)
        {
            await context.RefuseAsync(Refusal.BadArgument(problem!));
            return;
        }
        switch (activity.Type)
        {
            case "":
                await context.RefuseAsync(Refusal.Missing("type"));
                return;
            case "invoke": // The protocol's own answer where nobody takes an invoke.
                context.Response.StatusCode = StatusCodes.Status501NotImplemented;
                return;
            case "message":
                if (ReceivedActivity.Read(activity, clock.GetUtcNow(), out var wrong) is { } received) await ReceiveAsync(context, received);
                else await context.RefuseAsync(Refusal.BadArgument(wrong!));
                return;
        }
    }

    private async Task ReceiveAsync(HttpContext context, ReceivedActivity received)
    {
        try
        {
            await references.RememberAsync(received.Reference);
            await turns.ReceiveAsync(received.Inbound);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or Storage.ConflictException)
        {
            // Nothing has been acknowledged: the platform sends it again.
            await context.RefuseAsync(new(503, "ServiceUnavailable", "the message could not be stored; send it again"));
        }
    }
}

using System.Buffers;
using System.Net;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;
using ChatGrid.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace ChatGrid.Channels.BotFramework;

/// <summary><c>POST /api/messages</c>: an activity of the platform. Without authentication it is open to this machine only.</summary>
public sealed class MessagesWebhook(TurnRunner turns, ConversationReferences references, TimeProvider clock)
{
    private const int MostBytes = 1_000_000;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from) || context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var (document, tooBig) = await ReadAsync(context);
        if (document is null)
        {
            await RefuseAsync(context, tooBig ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, "BadSyntax", tooBig ? $"the body has more than {MostBytes} bytes" : "the body is no activity in JSON");
            return;
        }
        using (document) await DispatchAsync(context, document.RootElement);
    }

    private async Task DispatchAsync(HttpContext context, JsonElement root)
    {
        var (activity, problem) = IncomingActivity.Read(root);
        problem ??= activity!.Type.Length == 0 ? "type is missing" : null;
        if (problem is null && activity!.Type == "invoke")
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            return;
        }
        var received = problem is null && activity!.Type == "message" ? ReceivedActivity.Read(activity, clock.GetUtcNow(), out problem) : null;
        if (problem is not null) await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", problem);
        else if (received is not null) await ReceiveAsync(context, received);
    }

    private async Task ReceiveAsync(HttpContext context, ReceivedActivity received)
    {
        try
        {
            await references.RememberAsync(received.Reference);
            await turns.ReceiveAsync(received.Inbound);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or ConflictException)
        {
            // Nothing has been acknowledged: the platform sends it again.
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "the message could not be stored; send it again");
        }
    }

    private static async Task<(JsonDocument? Document, bool TooBig)> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            return (await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted), false);
        }
        catch (JsonException)
        {
            return (null, false);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, ActivityText.Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", code);
            json.WriteString("message", message);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }
}

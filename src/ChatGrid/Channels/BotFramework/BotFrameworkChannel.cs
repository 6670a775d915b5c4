using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.BotFramework;

/// <summary>The Bot Framework as a channel: what the bot says is posted to the connector of the conversation.</summary>
public sealed class BotFrameworkChannel(ConversationReferences references, HttpClient http) : IChannel
{
    public const string Name = "botframework:main";
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    public string Instance => Name;
    public Capabilities Capabilities { get; } = new() { CardUpdate = CardUpdating.None };

    public async Task<SendResult> SendAsync(Outbound message, CancellationToken cancellationToken)
    {
        if (message.UpdatesCard) return new SendResult.Sent("");
        if (references.Find(message.To) is not { } reference) return new SendResult.Refused($"'{message.To}' has never written to the bot, so there is no address to answer to");
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(reference, message)) { Content = Content(reference, message) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return response.IsSuccessStatusCode
            ? new SendResult.Sent(await IdAsync(response, cancellationToken))
            : Failed(response);
    }

    private static Uri AddressOf(ConversationReference reference, Outbound message) =>
        new($"{reference.ServiceUrl}/v3/conversations/{Uri.EscapeDataString(reference.ConversationId)}/activities{(message.ReplyTo is { } id ? "/" + Uri.EscapeDataString(id) : "")}");

    private ReadOnlyMemoryContent Content(ConversationReference reference, Outbound message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, ActivityText.Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            if (message.ReplyTo is { } replyTo) json.WriteString("replyToId", replyTo);
            WriteAccount(json, "from", reference.BotId, reference.BotName);
            json.WriteStartObject("conversation");
            json.WriteString("id", reference.ConversationId);
            json.WriteEndObject();
            BotActivity.WriteContent(json, message, Capabilities.MaxButtons);
            json.WriteEndObject();
        }
        return new(buffer.WrittenMemory) { Headers = { ContentType = Json } };
    }

    private static void WriteAccount(Utf8JsonWriter json, string member, string id, string name)
    {
        json.WriteStartObject(member);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static async Task<string> IdAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return IncomingActivity.StringOf(body.RootElement, "id") ?? "";
        }
        catch (JsonException)
        {
            return ""; // It was taken all the same.
        }
    }

    // As the platform's own connector client: 412, 429 and the gateway's 5xx are tried again.
    private static SendResult Failed(HttpResponseMessage response)
    {
        var reason = $"connector answered {(int)response.StatusCode}";
        var temporary = response.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
        return temporary ? new SendResult.Retry(response.Headers.RetryAfter?.Delta, reason) : new SendResult.Refused(reason);
    }
}

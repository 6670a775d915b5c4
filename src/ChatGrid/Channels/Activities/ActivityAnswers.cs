using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ChatGrid.Channels.Activities;

/// <summary>A refusal as Bot Framework and Direct Line 3.0 word it.</summary>
/// <param name="Code">As recorded from clients: TokenExpired, BadArgument, ConversationNotFound …</param>
/// <param name="RetryAfter">For Direct Line, whose clients take the header for milliseconds.</param>
public sealed record Refusal(int Status, string Code, string Message, TimeSpan? RetryAfter = null)
{
    public static readonly Refusal TokenExpired = new(403, "TokenExpired", "bad or expired token");
    public static readonly Refusal OtherConversation = new(403, "BadArgument", "token is for another conversation");
    public static readonly Refusal ConversationNotFound = new(404, "ConversationNotFound", "ConversationNotFound");
    public static readonly Refusal BadSyntax = new(400, "BadSyntax", "the body is no JSON object in UTF-8");

    public static Refusal BadArgument(string message) => new(400, "BadArgument", message);
    public static Refusal Missing(string property) => new(400, "MissingProperty", $"{property} is missing");
}

/// <summary>Writes the JSON answers to those who post activities.</summary>
public static class ActivityAnswers
{
    public static Task RefuseAsync(this HttpContext context, Refusal refusal)
    {
        // The header stands for seconds, but Direct Line's clients take it for milliseconds.
        if (refusal.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return context.AnswerAsync(refusal.Status, refusal, static (json, r) =>
        {
            json.WriteStartObject("error");
            json.WriteString("code", r.Code);
            json.WriteString("message", r.Message);
            json.WriteEndObject();
        });
    }

    public static Task AnswerIdAsync(this HttpContext context, string id, string? toast = null) => context.AnswerAsync(200, (id, toast), static (json, a) =>
    {
        json.WriteString("id", a.id);
        if (a.toast is not null) json.WriteString("toast", a.toast);
    });

    /// <summary>Answers with one object, whose members <paramref name="write"/> adds.</summary>
    public static Task AnswerAsync<T>(this HttpContext context, int status, T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, ActivityText.Options))
        {
            json.WriteStartObject();
            write(json, state);
            json.WriteEndObject();
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        return context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }
}

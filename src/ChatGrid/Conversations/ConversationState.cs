using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatGrid.Conversations;

/// <summary>What is remembered of one person in one conversation between two turns: the dialog stack and the lines that wait for quiet.</summary>
public sealed class ConversationState
{
    public List<DialogFrame> Stack { get; init; } = [];
    /// <summary>Lines said in one breath, not yet read together.</summary>
    public List<BreathLine> Breath { get; init; } = [];
    public DateTimeOffset? BreathDue { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    /// <summary>Nobody has said a line in this conversation since the bot put its question.</summary>
    public bool QuestionIsLastLine { get; set; }
    /// <summary>What the speaker is called here, for lines that the clock writes.</summary>
    public string Name { get; set; } = "";
    public string Locale { get; set; } = "zh-CN";

    [JsonIgnore] public bool IsEmpty => Stack.Count == 0 && Breath.Count == 0;
    [JsonIgnore] public DialogFrame? Top => Stack.Count == 0 ? null : Stack[^1];
    /// <summary>When the clock has to look at this state next.</summary>
    [JsonIgnore] public DateTimeOffset? DueAt => BreathDue is { } breath && (ExpiresAt is null || breath < ExpiresAt) ? breath : ExpiresAt;
}

/// <summary>A dialog that has begun: its id, the step it waits at and its own state.</summary>
public sealed class DialogFrame
{
    public required string Dialog { get; init; }
    /// <summary>The dialog's own state; see <see cref="Read{T}"/> and <see cref="Write{T}"/>.</summary>
    public JsonNode? State { get; set; }

    public T Read<T>() => State.Deserialize<T>(ConversationJson.Options)!;
    public void Write<T>(T state) => State = JsonSerializer.SerializeToNode(state, ConversationJson.Options);
}

/// <summary>A line that waits a moment for what the same person may add to it.</summary>
public sealed record BreathLine(string Text, string MessageKey, string? ReplyTo, DateTimeOffset At, List<Media> Media);

/// <summary>How state and messages are written as JSON in the database.</summary>
public static class ConversationJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };
}

namespace ChatGrid.Conversations;

/// <summary>What came in: a line, a tap on a card, or news of the chat itself.</summary>
public enum InboundKind { Message, Action, Recall, Joined, Left }

/// <summary>Whoever sent it, by the channel's own id. A name is what people see and proves nothing.</summary>
public sealed record Sender(string Id, string Name);

/// <summary>A picture, voice or file that the channel has already fetched and stored.</summary>
public sealed record Media(string Kind, string Url, string Name, string? Transcript = null);

/// <summary>The message that this one quotes.</summary>
/// <param name="Key">Its key in this chat (<see cref="Inbound.MessageKey"/> or the key of an <see cref="Outbound"/>), null if unknown.</param>
public sealed record Quoted(string? Key, string? Author, string Text);

/// <summary>One delivery of a channel, the same for every platform.</summary>
public sealed record Inbound
{
    /// <summary>Characters; what is longer is not listened to.</summary>
    public const int LongestText = 10_000;

    /// <summary>Equal for two deliveries of the same thing, unique within the channel instance.</summary>
    public required string DedupKey { get; init; }
    public InboundKind Kind { get; init; } = InboundKind.Message;
    public required Address Conversation { get; init; }
    public required Sender Sender { get; init; }
    /// <summary>Plain text; mentions of the bot taken out (see <see cref="MentionsBot"/>).</summary>
    public string Text { get; init; } = "";
    public bool MentionsBot { get; init; }
    public Quoted? Quote { get; init; }
    public IReadOnlyList<Media> Media { get; init; } = [];
    /// <summary>The pressed button's <see cref="CardButton.Action"/>, for <see cref="InboundKind.Action"/>.</summary>
    public string? Action { get; init; }
    /// <summary>The platform's key of this message; for a recall that of the message taken back.</summary>
    public string MessageKey { get; init; } = "";
    /// <summary>Keys of further messages that were said in the same breath and are read with this one.</summary>
    public IReadOnlyList<string> MoreKeys { get; init; } = [];
    public required DateTimeOffset At { get; init; }
    /// <summary>The turn's answers carry it as <see cref="Outbound.ReplyTo"/>.</summary>
    public string? ReplyTo { get; init; }
    /// <summary>zh-CN unless the channel knows better.</summary>
    public string Locale { get; init; } = "zh-CN";
}

/// <summary>What a tap is answered with at once; for other messages it is empty and answers go by the outbox.</summary>
/// <param name="Toast">A short line for the one who tapped, or null.</param>
/// <param name="Card">What the card looks like now, or null when it stays as it is.</param>
public sealed record Answer(string? Toast = null, Card? Card = null)
{
    public static readonly Answer None = new();
}

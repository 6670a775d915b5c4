namespace ChatGrid.Conversations;

/// <summary>A button of a card: what it says and what pressing it does, as <c>verb:number</c> (<c>claim:12</c>).</summary>
/// <param name="Link">Opens a page instead, on channels and for buttons that cannot call back.</param>
public sealed record CardButton(string Label, string Action, string? Link = null);

/// <summary>One labelled line of a card.</summary>
public sealed record CardField(string Label, string Value);

/// <summary>A card as the core sees it; each channel draws it as well as it can.</summary>
/// <param name="Id">Stable over updates of the same card: <c>ticket-12-offer</c>.</param>
/// <param name="TextHint">What to type where there are no buttons: 回「接单 12」.</param>
public sealed record Card(string Id, string Title, IReadOnlyList<CardField> Fields, IReadOnlyList<CardButton> Buttons, string? TextHint = null);

/// <summary>Somebody to be mentioned by name at the beginning of the line.</summary>
public sealed record Mention(string PersonId, string Name);

/// <summary>A message of the bot on its way out.</summary>
public sealed record Outbound
{
    /// <summary>Idempotency key: a channel that gets it twice shows it once, where the platform allows.</summary>
    public required string Key { get; init; }
    public required Address To { get; init; }
    public string Text { get; init; } = "";
    public Card? Card { get; init; }
    /// <summary>Draw <see cref="Card"/> over the card of the same id that went to this chat before, if the channel can; nothing new is said.</summary>
    public bool UpdatesCard { get; init; }
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
    public string? ReplyTo { get; init; }
    /// <summary>Quick replies under the line, typed for the person when tapped.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
    /// <summary>Ticket that the message speaks of, so that a quote of it means that ticket.</summary>
    public int? Ticket { get; init; }
}

/// <summary>How a send ended.</summary>
public abstract record SendResult
{
    public sealed record Sent(string MessageRef) : SendResult;
    /// <summary>Temporary: try again not before <paramref name="After"/>.</summary>
    public sealed record Retry(TimeSpan? After, string Reason) : SendResult;
    /// <summary>For good: it goes to the dead letters, with the reason as the platform gave it.</summary>
    public sealed record Refused(string Reason) : SendResult;
}

/// <summary>What a channel hears: everything, only what mentions the bot, nothing, or late.</summary>
public enum HearingScope { All, MentionOnly, None, Delayed }

/// <summary>What a button can do there.</summary>
public enum ButtonSupport { Callback, LinkOnly, None }

/// <summary>When a card that was sent can be changed.</summary>
public enum CardUpdating { AnyTime, OnClickOnly, Once, None }

/// <summary>Whether a person can be written to privately.</summary>
public enum PrivatePush { Any, AfterContact, SeparateApp, None }

/// <summary>Whether the bot can speak in the group.</summary>
public enum GroupSending { Direct, HumanRelay, None }

/// <summary>So many messages per time, in one conversation or over the whole channel.</summary>
public sealed record Rate(bool PerConversation, int Count, TimeSpan Per);

/// <summary>What a channel can do, as data; the core asks nothing else of it.</summary>
public sealed record Capabilities
{
    public HearingScope Hears { get; init; } = HearingScope.All;
    public bool Cards { get; init; } = true;
    public ButtonSupport Buttons { get; init; } = ButtonSupport.Callback;
    public int MaxButtons { get; init; } = 6;
    public CardUpdating CardUpdate { get; init; } = CardUpdating.AnyTime;
    public PrivatePush PrivatePush { get; init; } = PrivatePush.Any;
    public GroupSending SendToGroup { get; init; } = GroupSending.Direct;
    public bool Mentions { get; init; } = true;
    /// <summary>The channel's own sign-in has proved that a sender id is the town's person of that id (only the built-in group chat).</summary>
    public bool VouchesForIds { get; init; }
    public int MaxTextBytes { get; init; } = 20_000;
    public IReadOnlyList<Rate> Rates { get; init; } = [];
}

/// <summary>A way to the people: one platform account. Inbound traffic reaches the core by <see cref="TurnRunner"/>.</summary>
public interface IChannel
{
    /// <summary>Kind and instance, the first part of its addresses.</summary>
    string Instance { get; }

    Capabilities Capabilities { get; }

    /// <summary>Throwing means "temporary, try again"; a refusal for good is a result, not an exception.</summary>
    Task<SendResult> SendAsync(Outbound message, CancellationToken cancellationToken);
}

namespace ChatGrid.Understanding;

/// <summary>Who speaks, as far as it changes how a sentence is read: a gridworker's 「明天停水」 is a notice.</summary>
public enum SenderRole { Resident, Volunteer, Gridworker, Leader, Station }

/// <summary>What kind of message it is; the first five are requests (诉求), the others are none.</summary>
public enum MessageKind { Report, Complaint, Consult, Errand, Emergency, Chat, Thanks, Notice, Ad, News, Figurative, Neighbour, Reply }

/// <summary>How long a matter may wait: as the item's clock says, today, or not at all.</summary>
public enum Urgency { None, Soon, Emergency }

/// <summary>What a stretch of the text names.</summary>
public enum SpanKind { Place, Time, Phone, Person }

/// <summary>Sure opens a ticket, Unsure goes to the gridworker's list, None is passed over in silence.</summary>
public enum Band { None, Unsure, Sure }

/// <summary>A stretch of the text, in UTF-16 offsets, <paramref name="End"/> exclusive; <paramref name="Value"/> is the normal form
/// (place 3号楼2单元501, time ISO 8601 or an interval, phone digits only, person the name).</summary>
public readonly record struct Span(int Start, int End, SpanKind Kind, string Value);

/// <summary>A message to be read, with what the reading may know beside its text.</summary>
/// <param name="Text">As it was sent; mentions of the bot already taken out.</param>
/// <param name="Role">The sender's role in the grid.</param>
/// <param name="Quote">The quoted message, if it answers one.</param>
/// <param name="Now">The sender's local time, against which 「明天下午」 is resolved.</param>
/// <param name="Earlier">What the same person said in the past two minutes, oldest first.</param>
public sealed record MessageToRead(string Text, SenderRole Role = SenderRole.Resident, string? Quote = null,
    DateTimeOffset Now = default, IReadOnlyList<string>? Earlier = null);

/// <summary>What one message means.</summary>
public sealed record Reading
{
    public static readonly Reading Nothing = new();

    /// <summary>Calibrated, 0 to 1; 0.5 is the bar for a ticket.</summary>
    public double RequestScore { get; init; }
    public Band Band { get; init; }
    public MessageKind Kind { get; init; } = MessageKind.Chat;
    /// <summary>Item of the town's list, null when the message is no request at all.</summary>
    public string? Item { get; init; }
    public double ItemScore { get; init; }
    public string? RunnerUp { get; init; }
    /// <summary>ItemScore less the runner-up's score; small means the card should offer both.</summary>
    public double Margin { get; init; }
    /// <summary>One of the eight classes of the nationwide 12345 lists.</summary>
    public string Field { get; init; } = "其他";
    public Urgency Urgency { get; init; }
    /// <summary>How much speaks for an emergency, 0 to 1; 0.5 is the bar.</summary>
    public double EmergencyScore { get; init; }
    /// <summary>What to call first: 119, 120, 110, 供水 or 供电 (the town's own numbers), in the order to say them.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];
    public IReadOnlyList<Span> Spans { get; init; } = [];
    /// <summary>The places that matter put together in their normal form (3号楼2单元501), or null.</summary>
    public string? Place { get; init; }
    /// <summary>True when the text is nothing but a place (or place and time): an answer, or the half of a request.</summary>
    public bool OnlyPlace { get; init; }
    /// <summary>「不是3号楼，是5号楼」: the sentence corrects something said before; Place holds what is right now.</summary>
    public bool Corrects { get; init; }
    public string? Time { get; init; }
    /// <summary>Every expression of time with all it may mean (「周三」 is the last one or the next one), offsets as in Spans.</summary>
    public IReadOnlyList<Times.ResolvedTime> Times { get; init; } = [];
    public string? Phone { get; init; }
    /// <summary>The person it is for, when another than the speaker is named (代报 of a neighbour, 「我妈」).</summary>
    public string? Person { get; init; }
    /// <summary>The words that decided it, strongest first.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    public bool IsRequest => Band == Band.Sure;
    public bool IsEmergency => Urgency == Urgency.Emergency;
}

/// <summary>An item of the town's list as far as reading needs it.</summary>
public sealed record ReadableItem(string Name, string Field);

/// <summary>What the town calls its places and people; a reading matches against it.</summary>
public sealed record Vocabulary(IReadOnlyList<ReadableItem> Items, IReadOnlyList<string> Places, IReadOnlyList<string> People);

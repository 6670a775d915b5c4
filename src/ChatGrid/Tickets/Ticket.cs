using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>待接单, 已接单, 待确认, 办结, 挂起, 撤销.</summary>
public enum TicketState { Offered, Claimed, AwaitingConfirmation, Closed, Suspended, Withdrawn }

/// <summary>What the requester said of the work: none yet, 解决, 部分解决, 未解决.</summary>
public enum Outcome { None, Solved, PartlySolved, NotSolved }

/// <summary>满意, 基本满意, 不满意; 未评价 when the time for it has passed.</summary>
public enum Rating { None, Satisfied, MostlySatisfied, Dissatisfied, Unrated }

/// <summary>What the clock does to a ticket. The order matters: of two that fall on one moment the lower comes first.</summary>
public enum Alarm
{
    None, OfferOpens, Resume, OfferReminder, EmergencyReminder, EmergencyRing, OfferWidens, OfferFalls, OwnerReminder,
    FirstReminder, SecondReminder, IdleQuestion, IdleRelease, Due, OverdueReminder, ConfirmReminder, ConfirmCloses, RatingCloses,
}

/// <summary>A ticket (工单) as it stands. From its first second it has exactly one owner and, while open, one next timer.</summary>
public sealed record Ticket
{
    public Guid Id { get; init; }
    /// <summary>The short number that people say.</summary>
    public int Number { get; init; }
    public string Grid { get; init; } = "";
    /// <summary>Where the requester spoke, a group or a private chat; answers go there.</summary>
    public string Conversation { get; init; } = "";
    public string Item { get; init; } = "";
    /// <summary>The item that was close, offered on the card as a correction.</summary>
    public string? RunnerUp { get; init; }
    public Tier Tier { get; init; } = Tier.General;
    public bool Emergency { get; init; }
    public TicketState State { get; init; }
    public string? Place { get; init; }
    public string? TimeWanted { get; init; }
    public string? Phone { get; init; }
    public string? ForWhom { get; init; }
    /// <summary>What was said, for who does the work; empty when it was taken back.</summary>
    public string Text { get; init; } = "";
    public string RequesterId { get; init; } = "";
    public string RequesterName { get; init; } = "";
    /// <summary>Who reported it for the requester (代报), or null.</summary>
    public string? ReporterId { get; init; }
    /// <summary>Who answers for it.</summary>
    public string OwnerId { get; init; } = "";
    /// <summary>Who does it, or null.</summary>
    public string? ClaimerId { get; init; }
    /// <summary>The station that was whistled for.</summary>
    public string? Station { get; init; }
    /// <summary>How many persons asked for the same, each once.</summary>
    public int People { get; init; } = 1;
    public DateTimeOffset OpenedAt { get; init; }
    /// <summary>Where the time that runs out at <see cref="DueAt"/> began.</summary>
    public DateTimeOffset DueFrom { get; init; }
    public DateTimeOffset DueAt { get; init; }
    /// <summary>Where the offer's clock began; in the future while it waits for the end of the quiet hours.</summary>
    public DateTimeOffset OfferFrom { get; init; }
    /// <summary>When the offer was put before people, null while it waits.</summary>
    public DateTimeOffset? OfferedAt { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    /// <summary>The claimer's last word about it.</summary>
    public DateTimeOffset? LastWordAt { get; init; }
    /// <summary>When an idle claimer was asked.</summary>
    public DateTimeOffset? AskedAt { get; init; }
    public DateTimeOffset? ArrivedAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? SuspendedUntil { get; init; }
    public DateTimeOffset? HurriedAt { get; init; }
    public Outcome Outcome { get; init; }
    public Rating Rating { get; init; }
    public int Reopened { get; init; }
    public string SourceKey { get; init; } = "";
    /// <summary>The last alarm that went off, by its own moment: later ones are still to come, whatever the time is now.</summary>
    public DateTimeOffset ClockAt { get; init; }
    public Alarm ClockAlarm { get; init; }
    public DateTimeOffset? NextAt { get; init; }
    public Alarm NextAlarm { get; init; }
    public long Version { get; init; }

    public bool IsOpen => State is TicketState.Offered or TicketState.Claimed or TicketState.AwaitingConfirmation or TicketState.Suspended;
    public bool WasSpokenInGroup => Conversations.Address.Parse(Conversation).IsGroup;
}

/// <summary>Somebody who asked for the same matter.</summary>
public sealed record TicketPerson
{
    public Guid TicketId { get; init; }
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }
}

/// <summary>What can happen to a ticket.</summary>
public enum TicketEventKind
{
    Opened, Claimed, GivenBack, HandedOver, Arrived, Done, Confirmed, Rated, Reopened, Withdrawn, Joined, Amended, Reclassified,
    Reminded, Widened, Fell, Asked, Released, Overdue, Hurried, Whistled, ReportedIn, Feedback, Suspended, Resumed, ClosedUnconfirmed, Wiped, Left,
}

/// <summary>One change of a ticket: who, when, what, why, from which message. Never edited.</summary>
public sealed record TicketEvent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid TicketId { get; init; }
    public DateTimeOffset At { get; init; }
    public TicketEventKind Kind { get; init; }
    /// <summary>Id of the person, or <c>clock</c>.</summary>
    public string Person { get; init; } = "";
    public string Detail { get; init; } = "";
    public string? MessageKey { get; init; }

    public const string Clock = "clock";
}

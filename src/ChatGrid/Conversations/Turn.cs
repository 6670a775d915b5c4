using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Conversations;

/// <summary>One incoming message being dealt with: who said what where, how it reads, and what is answered.</summary>
public sealed class Turn(Session session, Town town, Heard heard, StoredState state, SpeakingTools tools)
    : Work(session, town, heard.Now, $"{heard.Inbound.Conversation.Channel}|{heard.Inbound.DedupKey}", tools)
{
    public Inbound Inbound => heard.Inbound;
    public Speaker Speaker => heard.Speaker;
    public Reading Reading => heard.Reading;
    public Command Command => heard.Command;
    public StoredState State => state;
    public Address Conversation => heard.Inbound.Conversation;
    public bool InGroup => heard.Inbound.Conversation.IsGroup;
    // A group hears one language, the town's; only a private chat follows the person's.
    public override string Locale => InGroup ? Wording.Chinese : heard.Inbound.Locale;
    /// <summary>The grid whose group this is, or the one the speaker belongs to in a private chat; null when neither is known.</summary>
    public Grid? Grid { get; set; } = heard.Grid;
    /// <summary>Everybody's open state in this conversation, the speaker's own included.</summary>
    public IReadOnlyList<StoredState> States { get; init; } = [];
    /// <summary>What a tap is answered with.</summary>
    public Answer Answer { get; set; } = Answer.None;
    /// <summary>The bot has been spoken to: by mention, in private, or by quoting it.</summary>
    public bool Addressed => !InGroup || Inbound.MentionsBot;
    public Sender Sender => heard.Inbound.Sender;
    /// <summary>The turn is about a matter that a group must not hear of: answers go to the speaker privately, the group hears only
    /// <see cref="DiscreetLine"/>.</summary>
    public bool Discreet { get; set; }
    public string DiscreetLine { get; set; } = "";
    /// <summary>The speaker is one of those who may know; anybody else gets the line only.</summary>
    public bool MayKnow { get; set; }
    private bool _discreetSaid;

    /// <summary>Answers in the conversation, to the speaker by name when others listen.</summary>
    public Task ReplyAsync(string text, Card? card = null, int? ticket = null, IReadOnlyList<string>? suggestions = null) =>
        Discreet && InGroup ? ReplyDiscreetlyAsync(text, card, ticket) : ReplyHereAsync(text, card, ticket, suggestions);

    private async Task ReplyDiscreetlyAsync(string text, Card? card, int? ticket)
    {
        if (MayKnow) await TellAsync(Speaker.Id, text, card, ticket);
        if (_discreetSaid || DiscreetLine.Length == 0 || Inbound.Kind == InboundKind.Action) return;
        _discreetSaid = true;
        await ReplyHereAsync(DiscreetLine, null, null, null);
    }

    private Task ReplyHereAsync(string text, Card? card, int? ticket, IReadOnlyList<string>? suggestions) => SayAsync(new Outbound
    {
        Key = "",
        To = Conversation,
        Text = text,
        Card = card,
        Ticket = ticket,
        Suggestions = suggestions ?? [],
        ReplyTo = Inbound.ReplyTo,
        Mentions = InGroup ? [new Mention(Speaker.Id, Speaker.Name)] : [],
    });

    /// <summary>Answers in the conversation without naming anybody.</summary>
    public Task AnnounceAsync(Outbound message) => SayAsync(message with { To = Conversation, ReplyTo = Inbound.ReplyTo });

    /// <summary>Answers a tap by a short line for the one who tapped, a line of text by a reply.</summary>
    public Task AnswerAsync(string text, int? ticket = null)
    {
        if (Inbound.Kind != InboundKind.Action) return ReplyAsync(text, ticket: ticket);
        Answer = Answer with { Toast = text };
        return Task.CompletedTask;
    }
}

/// <summary>An inbound message with what could be found out without a transaction.</summary>
public sealed record Heard(Inbound Inbound, Speaker Speaker, Grid? Grid, Reading Reading, Command Command, DateTimeOffset Now);

/// <summary>Something that may deal with a turn; the first that does ends it.</summary>
public interface ITurnStep
{
    /// <summary>Steps are asked in the order of these numbers.</summary>
    int Order { get; }

    /// <returns>True when the turn is dealt with.</returns>
    Task<bool> TryAsync(Turn turn);
}

/// <summary>Work that falls due by the clock, held as rows; taken by compare-and-set, so that being run twice or late does no harm.</summary>
public interface IDueWork
{
    /// <summary>When there is something to do next, or null.</summary>
    Task<DateTimeOffset?> NextAsync(Session session);

    /// <summary>Does everything that is due now.</summary>
    Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

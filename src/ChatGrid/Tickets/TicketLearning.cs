using ChatGrid.Conversations;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>A person's decision about a reading, kept redacted for the next fitting of the model.</summary>
public sealed record Correction
{
    public Guid Id { get; init; }
    public string Text { get; init; } = "";
    public string Item { get; init; } = "";
    /// <summary>Name of a <see cref="MessageKind"/>.</summary>
    public string Kind { get; init; } = "";
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>All SQL of <c>corrections</c>.</summary>
public sealed class CorrectionStore
{
    private const string InsertSql = "INSERT INTO corrections (id, text, item, kind, person, at) VALUES (@Id, @Text, @Item, @Kind, @Person, @At)";
    private const string AllSql = "SELECT id AS Id, text AS Text, item AS Item, kind AS Kind, person AS Person, at AS At FROM corrections ORDER BY at DESC, id DESC";
    private const string CountSql = "SELECT COUNT(*) FROM corrections";

    public Task AddAsync(Session session, Correction correction) => session.ExecuteAsync(InsertSql, correction);

    /// <summary>The newest decisions, in one order on every replica.</summary>
    public Task<IReadOnlyList<Correction>> NewestAsync(Session session) => session.ListAsync<Correction>(session.Limited(AllSql, Corrections.Most));

    /// <summary>How many there are; nothing is ever taken away, so another number means new ones.</summary>
    public Task<long> CountAsync(Session session) => session.FirstOrDefaultAsync<long>(CountSql);
}

/// <summary>Decisions as lines to learn from.</summary>
public static class Corrections
{
    /// <summary>So many are learned from, the newest.</summary>
    public const int Most = 5000;

    /// <summary>One line for each text, oldest first; who decides about the same words again is heard last.</summary>
    /// <param name="newestFirst">As the store gives them.</param>
    public static IReadOnlyList<LearnedLine> AsLines(IReadOnlyList<Correction> newestFirst) =>
        [.. newestFirst.DistinctBy(row => row.Text).Select(AsLine).Reverse()];

    private static LearnedLine AsLine(Correction row)
    {
        var kind = Enum.TryParse<MessageKind>(row.Kind, out var written) ? written : row.Item.Length == 0 ? MessageKind.Chat : MessageKind.Report;
        return new(row.Text, row.Item.Length == 0 ? null : row.Item, kind, kind == MessageKind.Emergency ? Urgency.Emergency : Urgency.None);
    }
}

/// <summary>A machine guesses, a person decides: stores what was confirmed and corrected.</summary>
public sealed class TicketLearning(CorrectionStore corrections, LearningSignal signal)
{
    public Task NotARequestAsync(Turn turn, Ticket ticket) => AddAsync(turn, ticket.Text, "", MessageKind.Chat);

    /// <summary>Another item was right; that it burns stays as it was.</summary>
    public Task IsItemAsync(Turn turn, Ticket ticket, string item) => AddAsync(turn, ticket.Text, item, ticket.Emergency ? MessageKind.Emergency : MessageKind.Report);

    public Task IsItemAsync(Turn turn, string text, string item) => AddAsync(turn, text, item, MessageKind.Report);
    public Task IsNoneAsync(Turn turn, string text) => AddAsync(turn, text, "", MessageKind.Chat);

    private async Task AddAsync(Turn turn, string text, string item, MessageKind kind)
    {
        if (text.Length == 0) return;
        await corrections.AddAsync(turn.Session, new()
        {
            Id = Guid.CreateVersion7(turn.Now),
            Text = Redaction.Redact(text),
            Item = item,
            Kind = kind.ToString(),
            Person = turn.Speaker.Id,
            At = turn.Now,
        });
        turn.Session.AfterCommit(signal.Tell);
    }
}

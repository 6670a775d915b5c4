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

    public Task AddAsync(Session session, Correction correction) => session.ExecuteAsync(InsertSql, correction);

    /// <summary>The newest decisions, in one order on every replica.</summary>
    public Task<IReadOnlyList<Correction>> NewestAsync(Session session, int most) => session.ListAsync<Correction>(session.Limited(AllSql, most));
}

/// <summary>A machine guesses, a person decides: stores what was confirmed and corrected.</summary>
public sealed class TicketLearning(CorrectionStore corrections)
{
    public Task NotARequestAsync(Turn turn, Ticket ticket) => AddAsync(turn, ticket.Text, "", MessageKind.Chat);
    public Task IsItemAsync(Turn turn, string text, string item) => AddAsync(turn, text, item, MessageKind.Report);
    public Task IsNoneAsync(Turn turn, string text) => AddAsync(turn, text, "", MessageKind.Chat);

    private Task AddAsync(Turn turn, string text, string item, MessageKind kind) => text.Length == 0 ? Task.CompletedTask : corrections.AddAsync(turn.Session, new()
    {
        Id = Guid.CreateVersion7(turn.Now),
        Text = Redaction.Redact(text),
        Item = item,
        Kind = kind.ToString(),
        Person = turn.Speaker.Id,
        At = turn.Now,
    });
}

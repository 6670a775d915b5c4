using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>A line that may have been a request; it waits for a yes or no, redacted, and is erased after some days.</summary>
public sealed record UnsureLine
{
    public Guid Id { get; init; }
    public string Conversation { get; init; } = "";
    public string Grid { get; init; } = "";
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    public string Text { get; init; } = "";
    public string Item { get; init; } = "";
    public string MessageKey { get; init; } = "";
    public DateTimeOffset SaidAt { get; init; }
}

/// <summary>All SQL of <c>unsure_lines</c>.</summary>
public sealed class UnsureStore
{
    private const string Columns = "id AS Id, conversation AS Conversation, grid AS Grid, person AS Person, name AS Name, text AS Text, item AS Item, message_key AS MessageKey, said_at AS SaidAt";
    private const string InsertSql = "INSERT INTO unsure_lines (id, conversation, grid, person, name, text, item, message_key, said_at) VALUES (@Id, @Conversation, @Grid, @Person, @Name, @Text, @Item, @MessageKey, @SaidAt)";
    private const string OfGridSql = $"SELECT {Columns} FROM unsure_lines WHERE grid = @Grid ORDER BY said_at DESC";
    private const string AllSql = $"SELECT {Columns} FROM unsure_lines ORDER BY said_at DESC";
    private const string FindSql = $"SELECT {Columns} FROM unsure_lines WHERE id = @Id";
    private const string DeleteSql = "DELETE FROM unsure_lines WHERE id = @Id";
    private const string RecallSql = "DELETE FROM unsure_lines WHERE message_key = @MessageKey AND person = @Person";
    private const string PruneSql = "DELETE FROM unsure_lines WHERE said_at < @Before";

    public Task AddAsync(Session session, UnsureLine line) => session.ExecuteAsync(InsertSql, line);
    public Task<IReadOnlyList<UnsureLine>> OfGridAsync(Session session, string grid) => session.ListAsync<UnsureLine>(session.Limited(OfGridSql, 20), new { Grid = grid });
    public Task<IReadOnlyList<UnsureLine>> AllAsync(Session session, int most) => session.ListAsync<UnsureLine>(session.Limited(AllSql, most));
    public Task<UnsureLine?> FindAsync(Session session, Guid id) => session.FirstOrDefaultAsync<UnsureLine>(FindSql, new { Id = id });
    /// <returns>False when somebody else has dealt with it already.</returns>
    public async Task<bool> TakeAsync(Session session, Guid id) => await session.ExecuteAsync(DeleteSql, new { Id = id }) == 1;
    public Task<int> RecallAsync(Session session, string messageKey, string person) => session.ExecuteAsync(RecallSql, new { MessageKey = messageKey, Person = person });
    public Task<int> PruneAsync(Session session, DateTimeOffset before) => session.ExecuteAsync(PruneSql, new { Before = before });
}

/// <summary>Puts what was not surely a request on the gridworker's list; nobody in the group hears of it.</summary>
public sealed class UnsureStep(UnsureStore unsure) : ITurnStep
{
    public int Order => 800;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || !turn.InGroup || turn.Grid is null || turn.Reading.Band != Band.Unsure) return false;
        await unsure.AddAsync(turn.Session, new()
        {
            Id = Guid.CreateVersion7(turn.Now),
            Conversation = turn.Conversation.ToString(),
            Grid = turn.Grid.Code,
            Person = turn.Speaker.Id,
            Name = turn.Speaker.Name,
            Text = Redaction.Redact(turn.Inbound.Text),
            Item = turn.Reading.Item ?? Item.OtherName,
            MessageKey = turn.Inbound.MessageKey,
            SaidAt = turn.Now,
        });
        return true;
    }
}

/// <summary>Takes phone and ID numbers out of a text that is kept for learning.</summary>
public static partial class Redaction
{
    public static string Redact(string text) => Numbers().Replace(text, "…");

    [GeneratedRegex(@"\d{17}[\dXx]|(?<!\d)\d[\d\- ]{6,}\d(?!\d)")]
    private static partial Regex Numbers();
}

/// <summary>The list of unsure lines as cards with one-tap yes and no.</summary>
public static class UnsureCards
{
    /// <summary>Shows a worker the lines of the own grids, newest first.</summary>
    public static async Task SayAsync(Work work, UnsureStore unsure, Person worker, Sending sending = default)
    {
        foreach (var grid in worker.Posts.Where(p => p.Role is Role.Gridworker or Role.GridLeader).Select(p => p.Grid).Distinct())
        {
            foreach (var line in (await unsure.OfGridAsync(work.Session, grid)).Take(5))
                await work.TellAsync(worker.Id, work.Text("unsure-line", ("name", line.Name), ("text", line.Text)), CardOf(work, line), sending: sending);
        }
    }

    private static Card CardOf(Work work, UnsureLine line) => new($"unsure-{line.Id}", work.Text("unsure-title"),
        [new(work.Text("field-item"), line.Item)],
        [new(work.Text("button-unsure-yes"), $"unsure:yes={line.Id}"), new(work.Text("button-unsure-no"), $"unsure:no={line.Id}")]);
}

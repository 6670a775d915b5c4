using System.Text.Json;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>Where a message of the bot stands.</summary>
public enum OutboxState { Waiting, Sent, Dead }

/// <summary>A message with its place in the queue.</summary>
public sealed record OutboxRow
{
    public long Position { get; init; }
    public string Conversation { get; init; } = "";
    public string Body { get; init; } = "";
    public OutboxState State { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public string? Problem { get; init; }

    public Outbound Message => JsonSerializer.Deserialize<Outbound>(Body, ConversationJson.Options)!;
}

/// <summary>All SQL of <c>outbox</c>. A message is due from <c>due_at</c> on; whoever holds its lease sends it.</summary>
public sealed class OutboxStore
{
    private const string Columns = "position AS Position, conversation AS Conversation, body AS Body, state AS State, attempts AS Attempts, due_at AS DueAt, problem AS Problem";
    private const string InsertSql = """
        INSERT INTO outbox (position, idempotency_key, conversation, body, state, attempts, unprompted, created_at, due_at, lease_node, lease_until)
        VALUES (@Position, @Key, @Conversation, @Body, 0, 0, @Unprompted, @Now, @DueAt, @Node, @LeaseUntil)
        """;
    private const string UnpromptedSql = "SELECT due_at FROM outbox WHERE conversation = @Conversation AND unprompted = 1 AND due_at > @Since ORDER BY due_at DESC";
    // What comes behind a message that is to be tried again waits with it. "+ 0" keeps the planner from walking the whole table in its order.
    private const string DueSql = $"""
        SELECT {Columns} FROM outbox WHERE state = 0 AND due_at <= @Now AND (lease_until IS NULL OR lease_until <= @Now OR (lease_node = @Node AND lease_until <= @Stale))
          AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.conversation = outbox.conversation AND b.state = 0 AND b.attempts > 0 AND b.due_at > @Now AND b.position < outbox.position)
        ORDER BY position + 0
        """;
    private const string UnsentSql = "SELECT DISTINCT conversation FROM outbox WHERE state = 0 AND (attempts > 0 OR due_at <= @Now)";
    private const string ClaimSql = "UPDATE outbox SET lease_node = @Node, lease_until = @Until WHERE position = @Position AND state = 0 AND (lease_until IS NULL OR lease_until <= @Now OR lease_node = @Node)";
    private const string SentSql = "UPDATE outbox SET state = 1, lease_until = NULL, sent_at = @Now, message_ref = @MessageRef WHERE position = @Position AND state = 0";
    private const string RetrySql = "UPDATE outbox SET attempts = attempts + 1, due_at = @DueAt, problem = @Problem, lease_until = NULL WHERE position = @Position AND state = 0";
    private const string DeadSql = "UPDATE outbox SET state = 2, attempts = attempts + 1, problem = @Problem, lease_until = NULL WHERE position = @Position AND state = 0";
    private const string ReviveSql = "UPDATE outbox SET state = 0, attempts = 0, due_at = @Now WHERE position = @Position AND state = 2";
    private const string OpenSql = $"SELECT {Columns} FROM outbox WHERE state = 0 OR state = 2 ORDER BY position";
    private const string WaitingSql = "SELECT COUNT(*) FROM outbox WHERE state = 0";
    private const string NextDueSql = "SELECT MIN(due_at) FROM outbox WHERE state = 0";
    private const string LastPositionSql = "SELECT MAX(position) FROM outbox";
    private const string PruneSql = "DELETE FROM outbox WHERE state = 1 AND position < @Before";

    public Task AddAsync(Session session, long position, Outbound message, bool unprompted, DateTimeOffset now, DateTimeOffset dueAt, string node, DateTimeOffset? leaseUntil) =>
        session.ExecuteAsync(InsertSql, new
        {
            Position = position,
            message.Key,
            Conversation = message.To.ToString(),
            Body = JsonSerializer.Serialize(message, ConversationJson.Options),
            Unprompted = unprompted ? 1 : 0,
            Now = now,
            DueAt = dueAt,
            Node = node,
            LeaseUntil = leaseUntil,
        });

    /// <summary>When the newest <paramref name="most"/> unprompted lines of a conversation are or were due, newest first.</summary>
    public Task<IReadOnlyList<DateTimeOffset>> UnpromptedSinceAsync(Session session, Address conversation, DateTimeOffset since, int most) =>
        session.ListAsync<DateTimeOffset>(session.Limited(UnpromptedSql, most), new { Conversation = conversation.ToString(), Since = since });

    /// <param name="stale">What this node leased until then or earlier is no longer on its way: a lane was blocked.</param>
    public Task<IReadOnlyList<OutboxRow>> DueAsync(Session session, DateTimeOffset now, string node, DateTimeOffset stale, int most) =>
        session.ListAsync<OutboxRow>(session.Limited(DueSql, most), new { Now = now, Node = node, Stale = stale });

    /// <summary>Conversations in which something was left unsent when the program stopped.</summary>
    public Task<IReadOnlyList<string>> UnsentConversationsAsync(Session session, DateTimeOffset now) =>
        session.ListAsync<string>(UnsentSql, new { Now = now });

    public async Task<bool> ClaimAsync(Session session, long position, string node, DateTimeOffset now, DateTimeOffset until) =>
        await session.ExecuteAsync(ClaimSql, new { Position = position, Node = node, Now = now, Until = until }) == 1;

    public Task SentAsync(Session session, long position, string messageRef, DateTimeOffset now) =>
        session.ExecuteAsync(SentSql, new { Position = position, MessageRef = messageRef, Now = now });

    public Task RetryAsync(Session session, long position, DateTimeOffset dueAt, string problem) =>
        session.ExecuteAsync(RetrySql, new { Position = position, DueAt = dueAt, Problem = problem });

    public Task DeadAsync(Session session, long position, string problem) =>
        session.ExecuteAsync(DeadSql, new { Position = position, Problem = problem });

    /// <summary>Puts a dead letter back into the queue.</summary>
    public async Task<bool> ReviveAsync(Session session, long position, DateTimeOffset now) =>
        await session.ExecuteAsync(ReviveSql, new { Position = position, Now = now }) == 1;

    /// <summary>What waits and what is dead, oldest first.</summary>
    public Task<IReadOnlyList<OutboxRow>> OpenAsync(Session session, int most) =>
        session.ListAsync<OutboxRow>(session.Limited(OpenSql, most));

    public Task<long> WaitingAsync(Session session) => session.FirstOrDefaultAsync<long>(WaitingSql);
    public Task<DateTimeOffset?> NextDueAsync(Session session) => session.FirstOrDefaultAsync<DateTimeOffset?>(NextDueSql);
    public Task<long?> LastPositionAsync(Session session) => session.FirstOrDefaultAsync<long?>(LastPositionSql);
    public Task<int> PruneAsync(Session session, DateTimeOffset before) => session.ExecuteAsync(PruneSql, new { Before = Positions.At(before) });
}

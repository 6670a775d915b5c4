using System.Text.Json;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>A state as loaded, with the eTag that its saving must still find.</summary>
public sealed class StoredState(string conversation, string person, ConversationState state, long eTag)
{
    public string Conversation => conversation;
    public string Person => person;
    public ConversationState State => state;
    /// <summary>0 while there is no row.</summary>
    public long ETag { get; internal set; } = eTag;
}

/// <summary>All SQL of <c>conversation_states</c>: one row per person in a conversation, gone when there is nothing to remember.</summary>
public sealed class StateStore
{
    private const string AnySql = "SELECT COUNT(*) FROM conversation_states WHERE conversation = @Conversation";
    private const string OfConversationSql = "SELECT person AS Person, state AS Json, etag AS ETag FROM conversation_states WHERE conversation = @Conversation ORDER BY person";
    private const string DueSql = "SELECT conversation AS Conversation, person AS Person, state AS Json, etag AS ETag FROM conversation_states WHERE due_at <= @Now ORDER BY due_at";
    private const string NextDueSql = "SELECT MIN(due_at) FROM conversation_states";
    private const string InsertSql = "INSERT INTO conversation_states (conversation, person, state, etag, due_at) VALUES (@Conversation, @Person, @Json, 1, @DueAt)";
    private const string UpdateSql = "UPDATE conversation_states SET state = @Json, etag = etag + 1, due_at = @DueAt WHERE conversation = @Conversation AND person = @Person AND etag = @ETag";
    private const string DeleteSql = "DELETE FROM conversation_states WHERE conversation = @Conversation AND person = @Person AND etag = @ETag";

    public async Task<bool> AnyAsync(Session session, string conversation) =>
        await session.FirstOrDefaultAsync<long>(AnySql, new { Conversation = conversation }) > 0;

    /// <summary>One person's state in a conversation; a new one where there is none.</summary>
    public async Task<StoredState> FindAsync(Session session, string conversation, string person) =>
        (await OfConversationAsync(session, conversation)).FirstOrDefault(s => s.Person == person) ?? new(conversation, person, new ConversationState(), 0);

    /// <summary>Everybody's open state in this conversation.</summary>
    public async Task<IReadOnlyList<StoredState>> OfConversationAsync(Session session, string conversation)
    {
        var rows = await session.ListAsync<Row>(OfConversationSql, new { Conversation = conversation });
        return [.. rows.Select(r => Stored(r with { Conversation = conversation }))];
    }

    public async Task<IReadOnlyList<StoredState>> DueAsync(Session session, DateTimeOffset now, int most)
    {
        var rows = await session.ListAsync<Row>(session.Limited(DueSql, most), new { Now = now });
        return [.. rows.Select(Stored)];
    }

    public Task<DateTimeOffset?> NextDueAsync(Session session) => session.FirstOrDefaultAsync<DateTimeOffset?>(NextDueSql);

    /// <exception cref="ConflictException">The eTag is no longer the one that was loaded.</exception>
    public async Task SaveAsync(Session session, StoredState stored)
    {
        var isNew = stored.ETag == 0;
        if (isNew && stored.State.IsEmpty) return;
        var values = new
        {
            stored.Conversation,
            stored.Person,
            stored.ETag,
            Json = stored.State.IsEmpty ? null : JsonSerializer.Serialize(stored.State, ConversationJson.Options),
            stored.State.DueAt,
        };
        var changed = await session.ExecuteAsync(isNew ? InsertSql : stored.State.IsEmpty ? DeleteSql : UpdateSql, values);
        if (changed == 1) stored.ETag = stored.State.IsEmpty ? 0 : stored.ETag + 1;
        else throw new ConflictException($"state in {stored.Conversation}");
    }

    private static StoredState Stored(Row row) =>
        new(row.Conversation, row.Person, JsonSerializer.Deserialize<ConversationState>(row.Json, ConversationJson.Options)!, row.ETag);

    private sealed record Row
    {
        public string Conversation { get; init; } = "";
        public string Person { get; init; } = "";
        public string Json { get; init; } = "";
        public long ETag { get; init; }
    }
}

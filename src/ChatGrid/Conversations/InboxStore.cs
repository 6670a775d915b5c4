using System.Text.Json;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>All SQL of <c>inbox</c>: what has been taken in already, so that a second delivery has the same answer and no second effect.</summary>
public sealed class InboxStore
{
    private const string SeenSql = "SELECT answer FROM inbox WHERE channel = @Channel AND dedup_key = @Key";
    private const string InsertSql = "INSERT INTO inbox (channel, dedup_key, answer, received_at) VALUES (@Channel, @Key, @Answer, @At)";
    private const string PruneSql = "DELETE FROM inbox WHERE received_at < @Before";

    /// <summary>The answer given to this delivery before, or null when it is new.</summary>
    public async Task<Answer?> SeenAsync(Session session, string channel, string key) =>
        await session.FirstOrDefaultAsync<string>(SeenSql, new { Channel = channel, Key = key }) is { } answer
            ? JsonSerializer.Deserialize<Answer>(answer, ConversationJson.Options) : null;

    public Task AddAsync(Session session, string channel, string key, Answer answer, DateTimeOffset now) =>
        session.ExecuteAsync(InsertSql, new
        {
            Channel = channel,
            Key = key,
            Answer = JsonSerializer.Serialize(answer, ConversationJson.Options),
            At = now,
        });

    public Task<int> PruneAsync(Session session, DateTimeOffset before) => session.ExecuteAsync(PruneSql, new { Before = before });
}

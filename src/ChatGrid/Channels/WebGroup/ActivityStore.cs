using System.Text;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A line of the log as it goes to the clients.</summary>
public sealed record LoggedActivity(long Position, ReadOnlyMemory<byte> Json);

/// <summary>A line of the log with what only the server sees of it.</summary>
/// <param name="Key">What makes a second append of the same thing known: sender and client id, or the key of the bot's message.</param>
public sealed record StoredActivity(long Position, string Key, string Sender, string Activity, DateTimeOffset At)
{
    public StoredActivity() : this(0, "", "", "", default) { }
}

/// <summary>All SQL of <c>webgroup_activities</c>. The column <c>id</c> holds the idempotency key; the activity's own id is made of its position.</summary>
public sealed class ActivityStore
{
    private const string Columns = "position AS Position, id AS \"Key\", sender AS Sender, activity AS Activity, at AS At";
    private const string InsertSql = "INSERT INTO webgroup_activities (conversation, position, id, sender, activity, at) VALUES (@Conversation, @Position, @Key, @Sender, @Activity, @At)";
    private const string LastSql = "SELECT MAX(position) FROM webgroup_activities WHERE conversation = @Conversation";
    private const string FromSql = $"SELECT {Columns} FROM webgroup_activities WHERE conversation = @Conversation AND position >= @From ORDER BY position";
    private const string FindSql = $"SELECT {Columns} FROM webgroup_activities WHERE conversation = @Conversation AND position = @Position";
    private const string FindByKeySql = $"SELECT {Columns} FROM webgroup_activities WHERE conversation = @Conversation AND id = @Key";
    private const string ReplaceSql = "UPDATE webgroup_activities SET activity = @Activity WHERE conversation = @Conversation AND position = @Position";
    private const string PruneSql = """
        DELETE FROM webgroup_activities WHERE at < @Before AND position <
            (SELECT MAX(n.position) FROM webgroup_activities n WHERE n.conversation = webgroup_activities.conversation)
        """;
    // The last line of a chat stays without its content, so that positions are never given twice.
    private const string EmptySql = "UPDATE webgroup_activities SET activity = '', sender = '' WHERE at < @Before AND activity <> ''";

    public Task AddAsync(Session session, string conversation, StoredActivity activity) => session.ExecuteAsync(InsertSql, new
    {
        Conversation = conversation,
        activity.Position,
        activity.Key,
        activity.Sender,
        activity.Activity,
        activity.At,
    });

    public Task<long?> LastAsync(Session session, string conversation) =>
        session.FirstOrDefaultAsync<long?>(LastSql, new { Conversation = conversation });

    public async Task<IReadOnlyList<LoggedActivity>> FromAsync(Session session, string conversation, long from, int most)
    {
        var rows = await session.ListAsync<StoredActivity>(session.Limited(FromSql, most), new { Conversation = conversation, From = from });
        return [.. rows.Select(r => new LoggedActivity(r.Position, Encoding.UTF8.GetBytes(r.Activity)))];
    }

    public Task<StoredActivity?> FindAsync(Session session, string conversation, long position) =>
        session.FirstOrDefaultAsync<StoredActivity>(FindSql, new { Conversation = conversation, Position = position });

    public Task<StoredActivity?> FindByKeyAsync(Session session, string conversation, string key) =>
        session.FirstOrDefaultAsync<StoredActivity>(FindByKeySql, new { Conversation = conversation, Key = key });

    public Task ReplaceAsync(Session session, string conversation, long position, string activity) =>
        session.ExecuteAsync(ReplaceSql, new { Conversation = conversation, Position = position, Activity = activity });

    public async Task PruneAsync(Session session, DateTimeOffset before)
    {
        await session.ExecuteAsync(PruneSql, new { Before = before });
        await session.ExecuteAsync(EmptySql, new { Before = before });
    }
}

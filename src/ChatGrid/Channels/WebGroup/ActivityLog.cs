using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A line before it has its place in the log.</summary>
/// <param name="Key">Two appends of the same key in a chat are one line.</param>
/// <param name="Members">JSON members after the id, closing brace included.</param>
/// <param name="Id">The activity's id where it is not made of the position: a recall bears that of the message taken back.</param>
public readonly record struct ActivityDraft(string Key, string Sender, string Members, string? Id = null);

/// <summary>Where a line stands now.</summary>
/// <param name="Before">The line as it stands there when the same thing had been appended before.</param>
public readonly record struct Appended(string Id, StoredActivity? Before = null)
{
    public bool IsNew => Before is null;
}

/// <summary>The chat's log: gives positions, appends each thing once, and hands what is committed to the followers.</summary>
public sealed class ActivityLog(Database database, ActivityStore store, WebGroupHub hub, TimeProvider clock)
{
    private const int MostTries = 5;
    private readonly ConcurrentDictionary<string, Lane> _lanes = new();

    public static string IdOf(string conversation, long position) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{position:D7}");

    /// <returns>Null when the id is none of this conversation.</returns>
    public static long? PositionOf(string conversation, ReadOnlySpan<char> id) =>
        id.StartsWith(conversation, StringComparison.Ordinal) && id.Length > conversation.Length && id[conversation.Length] == '|'
        && long.TryParse(id[(conversation.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    /// <param name="also">Further work of the same transaction.</param>
    public async Task<Appended> AppendAsync(string conversation, ActivityDraft draft, Func<Session, Task>? also = null)
    {
        var lane = _lanes.GetOrAdd(conversation, _ => new Lane());
        var at = clock.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AppendOnceAsync(conversation, lane, draft, at, also);
            }
            catch (DbException e) when (Fault.Of(e) == FaultKind.Conflict && attempt < MostTries)
            {
                if (await database.ReadAsync(s => store.FindByKeyAsync(s, conversation, draft.Key)) is { } before)
                    return new(draft.Id ?? IdOf(conversation, before.Position), before);
                lane.Next = -1; // Another process has taken the position.
            }
        }
    }

    /// <summary>The position that the next line will have.</summary>
    public async Task<long> NextAsync(string conversation) => _lanes.TryGetValue(conversation, out var lane) && lane.Next >= 0
        ? lane.Next : await database.ReadAsync(s => NextAsync(s, conversation));

    /// <summary>The same, asked of the database, where another process may have gone on.</summary>
    public Task<long> StoredNextAsync(string conversation) => database.ReadAsync(s => NextAsync(s, conversation));

    public Task<IReadOnlyList<LoggedActivity>> ReadAsync(string conversation, long from, int most) =>
        database.ReadAsync(s => store.FromAsync(s, conversation, from, most));

    /// <returns>Null when it is not in the log, or no more.</returns>
    public async Task<StoredActivity?> FindAsync(string conversation, long position) =>
        await database.ReadAsync(s => store.FindAsync(s, conversation, position)) is { Activity.Length: > 0 } found ? found : null;

    // On SQLite transactions come one after another, so that commits are in the order of positions; elsewhere one chat's wait for each other.
    private async Task<Appended> AppendOnceAsync(string conversation, Lane lane, ActivityDraft draft, DateTimeOffset at, Func<Session, Task>? also)
    {
        if (database.Dialect == Dialect.Sqlite) return await WriteAsync(conversation, lane, draft, at, also);
        await lane.Gate.WaitAsync();
        try
        {
            return await WriteAsync(conversation, lane, draft, at, also);
        }
        finally
        {
            lane.Gate.Release();
        }
    }

    private Task<Appended> WriteAsync(string conversation, Lane lane, ActivityDraft draft, DateTimeOffset at, Func<Session, Task>? also) =>
        database.WriteAsync(async session =>
        {
            var position = lane.Next >= 0 ? lane.Next : await NextAsync(session, conversation);
            var id = draft.Id ?? IdOf(conversation, position);
            var text = $"{{\"id\":\"{id}\",{draft.Members}";
            await store.AddAsync(session, conversation, new(position, draft.Key, draft.Sender, text, at));
            lane.Next = position + 1;
            if (also is not null) await also(session);
            session.AfterCommit(() => hub.Publish(conversation, position, text));
            return new Appended(id);
        });

    private async Task<long> NextAsync(Session session, string conversation) => (await store.LastAsync(session, conversation) ?? -1) + 1;

    private sealed class Lane
    {
        private long _next = -1;

        /// <summary>-1 when it has to be asked of the database.</summary>
        public long Next { get => Interlocked.Read(ref _next); set => Interlocked.Exchange(ref _next, value); }
        public SemaphoreSlim Gate { get; } = new(1);
    }
}

using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Tickets;

/// <summary>All SQL of <c>daily_runs</c>: what has run on which day, once for all replicas.</summary>
public sealed class DailyRunStore
{
    private const string RanSql = "SELECT COUNT(*) FROM daily_runs WHERE name = @Name AND day = @Day";
    private const string InsertSql = "INSERT INTO daily_runs (name, day) VALUES (@Name, @Day)";
    private const string PruneSql = "DELETE FROM daily_runs WHERE day < @Before";

    public async Task<bool> RanAsync(Session session, string name, DateOnly day) =>
        await session.FirstOrDefaultAsync<long>(RanSql, new { Name = name, Day = Key(day) }) > 0;

    public Task AddAsync(Session session, string name, DateOnly day) => session.ExecuteAsync(InsertSql, new { Name = name, Day = Key(day) });
    public Task<int> PruneAsync(Session session, DateOnly before) => session.ExecuteAsync(PruneSql, new { Before = Key(before) });

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>08:00: what each gridworker answers for today, privately, on working days; nothing to say, nothing said. The same
/// run erases what has been kept long enough.</summary>
public sealed class MorningDigest(Database database, TownBook towns, SpeakingTools tools, DigestStores stores, TimeProvider clock) : IDueWork
{
    private const string Name = "digest";
    private static readonly TimeSpan KeepDeliveries = TimeSpan.FromHours(48);

    public async Task<DateTimeOffset?> NextAsync(Session session)
    {
        var town = towns.Now;
        var today = Today(town, clock.GetUtcNow());
        return MomentOf(town, await stores.Runs.RanAsync(session, Name, today) ? today.AddDays(1) : today);
    }

    public async Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var town = towns.Now;
        var today = Today(town, now);
        if (now < MomentOf(town, today)) return;
        if (await database.ReadAsync(s => stores.Runs.RanAsync(s, Name, today), cancellationToken)) return;
        await database.WriteAsync(session => RunAsync(session, town, today, now), cancellationToken);
    }

    private async Task RunAsync(Session session, Town town, DateOnly today, DateTimeOffset now)
    {
        if (await stores.Runs.RanAsync(session, Name, today)) return;
        await stores.Runs.AddAsync(session, Name, today);
        var work = new Work(session, town, now, $"digest|{today:yyyyMMdd}", tools);
        // Started in the evening the morning is over: erase, but do not wake anybody.
        if (now - MomentOf(town, today) < TimeSpan.FromHours(1) && new Deadlines.WorkCalendar(town).IsWorkingDay(today))
        {
            foreach (var worker in town.People.Where(p => p.Posts.Any(x => x is { Role: Role.Gridworker, StandIn: false }))) await TellAsync(work, worker);
        }
        await stores.Inbox.PruneAsync(session, now - KeepDeliveries);
        await stores.Outbox.PruneAsync(session, now - KeepDeliveries);
        await stores.Unsure.PruneAsync(session, now - town.Clocks.UnsureKept);
        await stores.Runs.PruneAsync(session, today.AddDays(-30));
    }

    private async Task TellAsync(Work work, Person worker)
    {
        var owned = await stores.Tickets.OwnedByAsync(work.Session, worker.Id);
        var unsure = 0;
        foreach (var post in worker.Posts.Where(p => p is { Role: Role.Gridworker, StandIn: false })) unsure += (await stores.Unsure.OfGridAsync(work.Session, post.Grid)).Count;
        if (owned.Count == 0 && unsure == 0) return;
        var lines = owned.Take(15).Select(t => work.Text("list-line", ("number", t.Number), ("item", t.Item), ("place", t.Place ?? ""), ("state", work.StateName(t.State)), ("due", work.Date(t.DueAt))));
        var text = work.Text("digest", ("count", owned.Count), ("name", worker.Name));
        if (unsure > 0) text += "\n" + work.Text("digest-unsure", ("count", unsure));
        await work.TellAsync(worker.Id, string.Join('\n', lines.Prepend(text)));
    }

    private static DateOnly Today(Town town, DateTimeOffset now) => DateOnly.FromDateTime(town.Local(now).DateTime);

    private static DateTimeOffset MomentOf(Town town, DateOnly day)
    {
        var local = day.ToDateTime(town.Clocks.DigestAt);
        return new DateTimeOffset(local, town.Zone.GetUtcOffset(local));
    }
}

/// <summary>The stores that the morning run reads and prunes.</summary>
public sealed record DigestStores(DailyRunStore Runs, TicketStore Tickets, UnsureStore Unsure, InboxStore Inbox, OutboxStore Outbox);

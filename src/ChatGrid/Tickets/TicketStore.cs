using ChatGrid.Storage;

namespace ChatGrid.Tickets;

/// <summary>All SQL of <c>tickets</c>. Every change is a compare-and-set on the version.</summary>
public sealed class TicketStore(TicketClock clock)
{
    private const string Columns = """
        id AS Id, number AS Number, grid AS Grid, conversation AS Conversation, item AS Item, runner_up AS RunnerUp, tier AS Tier, emergency AS Emergency,
        state AS State, place AS Place, time_wanted AS TimeWanted, phone AS Phone, for_whom AS ForWhom, text AS Text,
        requester_id AS RequesterId, requester_name AS RequesterName, reporter_id AS ReporterId, owner_id AS OwnerId, claimer_id AS ClaimerId,
        station AS Station, people AS People, opened_at AS OpenedAt, due_from AS DueFrom, due_at AS DueAt, offer_from AS OfferFrom,
        offered_at AS OfferedAt, claimed_at AS ClaimedAt, last_word_at AS LastWordAt, asked_at AS AskedAt, arrived_at AS ArrivedAt,
        done_at AS DoneAt, closed_at AS ClosedAt, suspended_until AS SuspendedUntil, hurried_at AS HurriedAt, outcome AS Outcome,
        rating AS Rating, reopened AS Reopened, source_key AS SourceKey, clock_at AS ClockAt, clock_alarm AS ClockAlarm,
        next_at AS NextAt, next_alarm AS NextAlarm, version AS Version
        """;
    private const string InsertSql = """
        INSERT INTO tickets (id, number, grid, conversation, item, runner_up, tier, emergency, state, place, time_wanted, phone, for_whom, text,
            requester_id, requester_name, reporter_id, owner_id, claimer_id, station, people, opened_at, due_from, due_at, offer_from,
            offered_at, claimed_at, last_word_at, asked_at, arrived_at, done_at, closed_at, suspended_until, hurried_at, outcome,
            rating, reopened, source_key, clock_at, clock_alarm, next_at, next_alarm, version)
        VALUES (@Id, @Number, @Grid, @Conversation, @Item, @RunnerUp, @Tier, @Emergency, @State, @Place, @TimeWanted, @Phone, @ForWhom, @Text,
            @RequesterId, @RequesterName, @ReporterId, @OwnerId, @ClaimerId, @Station, @People, @OpenedAt, @DueFrom, @DueAt, @OfferFrom,
            @OfferedAt, @ClaimedAt, @LastWordAt, @AskedAt, @ArrivedAt, @DoneAt, @ClosedAt, @SuspendedUntil, @HurriedAt, @Outcome,
            @Rating, @Reopened, @SourceKey, @ClockAt, @ClockAlarm, @NextAt, @NextAlarm, @Version)
        """;
    private const string UpdateSql = """
        UPDATE tickets SET item = @Item, runner_up = @RunnerUp, tier = @Tier, emergency = @Emergency, state = @State, place = @Place,
            time_wanted = @TimeWanted, phone = @Phone, for_whom = @ForWhom, text = @Text, requester_id = @RequesterId, requester_name = @RequesterName, owner_id = @OwnerId, claimer_id = @ClaimerId,
            station = @Station, people = @People, due_from = @DueFrom, due_at = @DueAt, offer_from = @OfferFrom, offered_at = @OfferedAt,
            claimed_at = @ClaimedAt, last_word_at = @LastWordAt, asked_at = @AskedAt, arrived_at = @ArrivedAt, done_at = @DoneAt,
            closed_at = @ClosedAt, suspended_until = @SuspendedUntil, hurried_at = @HurriedAt, outcome = @Outcome, rating = @Rating,
            reopened = @Reopened, clock_at = @ClockAt, clock_alarm = @ClockAlarm, next_at = @NextAt, next_alarm = @NextAlarm, version = version + 1
        WHERE id = @Id AND version = @Version
        """;
    private const string CountSql = "UPDATE counters SET value = value + 1 WHERE name = 'ticket'";
    private const string CountedSql = "SELECT value FROM counters WHERE name = 'ticket'";
    private const string ByNumberSql = $"SELECT {Columns} FROM tickets WHERE number = @Number";
    private const string BySourceSql = $"SELECT {Columns} FROM tickets WHERE source_key = @Key ORDER BY number DESC";
    private const string OfGridSql = $"SELECT {Columns} FROM tickets WHERE grid = @Grid AND opened_at >= @Since ORDER BY opened_at DESC, number DESC";
    private const string OpenOfGridSql = $"SELECT {Columns} FROM tickets WHERE grid = @Grid AND state IN (0, 1, 2, 4) ORDER BY opened_at DESC, number DESC";
    private const string OpenOfItemSql = $"SELECT {Columns} FROM tickets WHERE grid = @Grid AND state IN (0, 1, 2, 4) AND opened_at >= @Since AND item = @Item ORDER BY opened_at DESC, number DESC";
    private const string OfferedOfGridSql = $"SELECT {Columns} FROM tickets WHERE grid = @Grid AND state = 0 ORDER BY opened_at DESC, number DESC";
    private const string OfRequesterSql = $"SELECT {Columns} FROM tickets WHERE requester_id = @Person AND opened_at >= @Since ORDER BY opened_at DESC, number DESC";
    private const string NewestOpenSql = $"SELECT {Columns} FROM tickets WHERE requester_id = @Person AND state IN (0, 1, 2, 4) AND (@Grid IS NULL OR grid = @Grid) ORDER BY opened_at DESC, number DESC";
    private const string LastNumberSql = "SELECT number FROM tickets WHERE requester_id = @Person AND opened_at >= @Since ORDER BY opened_at DESC, number DESC";
    private const string JoinedSql = $"SELECT {Columns} FROM tickets WHERE opened_at >= @Since AND id IN (SELECT ticket_id FROM ticket_people WHERE person = @Person) ORDER BY opened_at DESC, number DESC";
    private const string ClaimedBySql = $"SELECT {Columns} FROM tickets WHERE claimer_id = @Person AND state IN (1, 4) ORDER BY claimed_at DESC, number DESC";
    private const string OwnedBySql = $"SELECT {Columns} FROM tickets WHERE owner_id = @Person AND state IN (0, 1, 2, 4) ORDER BY due_at, number";
    private const string OpenSql = $"SELECT {Columns} FROM tickets WHERE state IN (0, 1, 2, 4) ORDER BY due_at, number";
    private const string DueSql = $"SELECT {Columns} FROM tickets WHERE next_at <= @Now ORDER BY next_at, number";
    private const string NextDueSql = "SELECT MIN(next_at) FROM tickets";
    private const string StationSql = $"SELECT {Columns} FROM tickets WHERE station = @Station AND state IN (0, 1, 2, 4) ORDER BY opened_at DESC, number DESC";

    public async Task<int> NextNumberAsync(Session session)
    {
        await session.ExecuteAsync(CountSql);
        return (int)await session.FirstOrDefaultAsync<long>(CountedSql);
    }

    public async Task<Ticket> AddAsync(Session session, Ticket ticket)
    {
        var timed = clock.Set(ticket);
        await session.ExecuteAsync(InsertSql, timed);
        return timed;
    }

    /// <exception cref="ConflictException">Somebody changed the ticket since it was read.</exception>
    public async Task<Ticket> SaveAsync(Session session, Ticket ticket)
    {
        var timed = clock.Set(ticket);
        if (await session.ExecuteAsync(UpdateSql, timed) != 1) throw new ConflictException($"ticket {ticket.Number}");
        return timed with { Version = ticket.Version + 1 };
    }

    public Task<Ticket?> ByNumberAsync(Session session, int number) => session.FirstOrDefaultAsync<Ticket>(ByNumberSql, new { Number = number });
    public Task<Ticket?> BySourceAsync(Session session, string key) => session.FirstOrDefaultAsync<Ticket>(BySourceSql, new { Key = key });

    public Task<IReadOnlyList<Ticket>> OfGridAsync(Session session, string grid, DateTimeOffset since) =>
        session.ListAsync<Ticket>(session.Limited(OfGridSql, 100), new { Grid = grid, Since = since });

    public Task<IReadOnlyList<Ticket>> OpenOfGridAsync(Session session, string grid) =>
        session.ListAsync<Ticket>(session.Limited(OpenOfGridSql, 100), new { Grid = grid });

    /// <summary>What is open there of one kind, newest first.</summary>
    public Task<IReadOnlyList<Ticket>> OpenOfItemAsync(Session session, string grid, string item, DateTimeOffset since) =>
        session.ListAsync<Ticket>(session.Limited(OpenOfItemSql, 100), new { Grid = grid, Item = item, Since = since });

    public Task<IReadOnlyList<Ticket>> OfferedOfGridAsync(Session session, string grid) =>
        session.ListAsync<Ticket>(session.Limited(OfferedOfGridSql, 50), new { Grid = grid });

    public Task<IReadOnlyList<Ticket>> OfRequesterAsync(Session session, string person, DateTimeOffset since) =>
        session.ListAsync<Ticket>(session.Limited(OfRequesterSql, 50), new { Person = person, Since = since });

    /// <summary>The newest open ticket that the person asked for.</summary>
    /// <param name="grid">Only there; null for anywhere.</param>
    public Task<Ticket?> NewestOpenOfAsync(Session session, string person, string? grid) =>
        session.FirstOrDefaultAsync<Ticket>(session.Limited(NewestOpenSql, 1), new { Person = person, Grid = grid });

    /// <summary>Number of the person's newest ticket, 0 for none.</summary>
    public async Task<int> LastNumberOfAsync(Session session, string person, DateTimeOffset since) =>
        (int)(await session.FirstOrDefaultAsync<long?>(session.Limited(LastNumberSql, 1), new { Person = person, Since = since }) ?? 0);

    /// <summary>Tickets that the person asked for or joined.</summary>
    public Task<IReadOnlyList<Ticket>> JoinedByAsync(Session session, string person, DateTimeOffset since) =>
        session.ListAsync<Ticket>(session.Limited(JoinedSql, 50), new { Person = person, Since = since });

    /// <summary>What the person is at work on, newest claim first.</summary>
    public Task<IReadOnlyList<Ticket>> ClaimedByAsync(Session session, string person) =>
        session.ListAsync<Ticket>(session.Limited(ClaimedBySql, 100), new { Person = person });

    public Task<IReadOnlyList<Ticket>> OwnedByAsync(Session session, string person) =>
        session.ListAsync<Ticket>(session.Limited(OwnedBySql, 100), new { Person = person });

    public Task<IReadOnlyList<Ticket>> OfStationAsync(Session session, string station) =>
        session.ListAsync<Ticket>(session.Limited(StationSql, 50), new { Station = station });

    public Task<IReadOnlyList<Ticket>> OpenAsync(Session session, int most) => session.ListAsync<Ticket>(session.Limited(OpenSql, most));

    public Task<IReadOnlyList<Ticket>> DueAsync(Session session, DateTimeOffset now, int most) =>
        session.ListAsync<Ticket>(session.Limited(DueSql, most), new { Now = now });

    public Task<DateTimeOffset?> NextDueAsync(Session session) => session.FirstOrDefaultAsync<DateTimeOffset?>(NextDueSql);
}

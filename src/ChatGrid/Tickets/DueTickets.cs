using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Tickets;

/// <summary>The clock of tickets: takes due ones by compare-and-set and lets each alarm go off in its order, however late the tick comes.</summary>
public sealed class DueTickets(Database database, TicketStore store, TicketAlarms alarms, TownBook towns, SpeakingTools tools) : IDueWork
{
    private const int AtOnce = 200;

    public Task<DateTimeOffset?> NextAsync(Session session) => store.NextDueAsync(session);

    public async Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await database.ReadAsync(s => store.DueAsync(s, now, AtOnce), cancellationToken);
            foreach (var ticket in due) await TakeAsync(ticket, now, cancellationToken);
            if (due.Count < AtOnce) return;
        }
    }

    private async Task TakeAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(session => GoOffAsync(session, ticket, now), cancellationToken);
        }
        catch (ConflictException)
        {
            // Somebody changed the ticket or took the alarm meanwhile: it is looked at anew at the next tick.
        }
    }

    private async Task GoOffAsync(Session session, Ticket seen, DateTimeOffset now)
    {
        if (await store.ByNumberAsync(session, seen.Number) is not { } ticket || ticket.Version != seen.Version || ticket.NextAt is not { } at) return;
        var work = new Work(session, towns.Now, now, $"alarm|{ticket.Id}|{ticket.NextAlarm}|{at.ToUnixTimeMilliseconds()}", tools);
        await alarms.GoOffAsync(work, ticket with { ClockAt = at, ClockAlarm = ticket.NextAlarm });
    }
}

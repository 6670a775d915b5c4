using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Tickets;

/// <summary>The clock of tickets: takes due ones by compare-and-set and lets each alarm go off in its order, however late the tick comes.</summary>
public sealed partial class DueTickets(Database database, TicketStore store, TicketAlarms alarms, TownBook towns, SpeakingTools tools, ILogger<DueTickets> logger) : IDueWork
{
    private const int AtOnce = 200;

    public Task<DateTimeOffset?> NextAsync(Session session) => store.NextDueAsync(session);

    public async Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await database.ReadAsync(s => store.DueAsync(s, now, AtOnce), cancellationToken);
            var taken = 0;
            foreach (var ticket in due) taken += await TakeAsync(ticket, now, cancellationToken) ? 1 : 0;
            if (due.Count < AtOnce || taken == 0) return;
        }
    }

    /// <returns>False when the ticket stands as it stood; it is looked at again at the next tick.</returns>
    private async Task<bool> TakeAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(session => GoOffAsync(session, ticket, now), cancellationToken);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
#pragma warning disable CA1031 // One ticket that cannot be dealt with must not stop the clock of all others.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            AlarmFailed(logger, e, ticket.Number, ticket.NextAlarm);
            return false;
        }
    }

    private async Task GoOffAsync(Session session, Ticket seen, DateTimeOffset now)
    {
        if (await store.ByNumberAsync(session, seen.Number) is not { } ticket || ticket.Version != seen.Version || ticket.NextAt is not { } at) return;
        var work = new Work(session, towns.Now, now, $"alarm|{ticket.Id}|{ticket.NextAlarm}|{at.ToUnixTimeMilliseconds()}", tools);
        await alarms.GoOffAsync(work, ticket with { ClockAt = at, ClockAlarm = ticket.NextAlarm });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The alarm {Alarm} of ticket {Number} could not go off; it will be tried again.")]
    private static partial void AlarmFailed(ILogger logger, Exception error, int number, Alarm alarm);
}

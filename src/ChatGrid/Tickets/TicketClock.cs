using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>The clock of a ticket: everything that will happen to it if nobody does anything, derived from what it is. Its next timer is the
/// first of these after the alarm that went off last.</summary>
public sealed class TicketClock(TownBook towns)
{
    /// <summary>The ticket with its next timer set.</summary>
    public Ticket Set(Ticket ticket)
    {
        var best = (At: DateTimeOffset.MaxValue, Alarm: Alarm.None);
        foreach (var (alarm, at) in Coming(ticket, towns.Now))
        {
            var isAfter = at > ticket.ClockAt || (at == ticket.ClockAt && alarm > ticket.ClockAlarm);
            if (isAfter && (at < best.At || (at == best.At && alarm < best.Alarm))) best = (at, alarm);
        }
        return ticket with { NextAlarm = best.Alarm, NextAt = best.Alarm == Alarm.None ? null : best.At };
    }

    /// <summary>True when volunteers are asked: the item admits them, or it is an emergency, and there are some.</summary>
    public static bool IsForVolunteers(Ticket ticket, Town town) =>
        (ticket.Emergency || (town.ItemByName(ticket.Item)?.Volunteers ?? false)) && town.GridByCode(ticket.Grid) is { } grid && town.VolunteerRing(grid) is not null;

    private static IEnumerable<(Alarm, DateTimeOffset)> Coming(Ticket ticket, Town town) => ticket.State switch
    {
        TicketState.Offered => Offer(ticket, town).Concat(Deadline(ticket, town)),
        TicketState.Claimed => Work(ticket, town).Concat(Deadline(ticket, town)),
        TicketState.AwaitingConfirmation => Confirmation(ticket, town),
        TicketState.Suspended when ticket.SuspendedUntil is { } until => [(Alarm.Resume, until)],
        TicketState.Closed when ticket is { Rating: Rating.None, ClosedAt: { } closed } => [(Alarm.RatingCloses, closed + town.Clocks.ConfirmCloses)],
        _ => [],
    };

    private static IEnumerable<(Alarm, DateTimeOffset)> Offer(Ticket ticket, Town town)
    {
        var clocks = town.Clocks;
        if (ticket.Emergency)
        {
            yield return (Alarm.EmergencyReminder, ticket.OfferFrom + clocks.EmergencyRemind);
            yield return (Alarm.EmergencyRing, ticket.OfferFrom + clocks.EmergencyRing);
            yield return (Alarm.OfferWidens, ticket.OfferFrom + clocks.EmergencyWiden);
            yield return (Alarm.OfferFalls, ticket.OfferFrom + clocks.EmergencyFalls);
            yield break;
        }
        if (ticket.OfferedAt is null)
        {
            yield return (Alarm.OfferOpens, ticket.OfferFrom);
            yield break;
        }
        var quiet = new QuietHours(town);
        if (IsForVolunteers(ticket, town))
        {
            yield return (Alarm.OfferReminder, quiet.Add(ticket.OfferFrom, clocks.OfferRemind));
            yield return (Alarm.OfferWidens, quiet.Add(ticket.OfferFrom, clocks.OfferWiden));
            yield return (Alarm.OfferFalls, quiet.Add(ticket.OfferFrom, clocks.OfferFalls));
        }
        else
        {
            yield return (Alarm.OwnerReminder, quiet.Add(ticket.OfferFrom, clocks.OwnerRemind));
        }
    }

    private static IEnumerable<(Alarm, DateTimeOffset)> Work(Ticket ticket, Town town)
    {
        // Owners and other staff are reminded, never released.
        if (ticket.ClaimerId is not { } claimer || town.PersonById(claimer) is not { IsStaff: false }) yield break;
        var clocks = town.Clocks;
        var quiet = new QuietHours(town);
        // From the door on an emergency runs by its tier's own time.
        var isAtDoorClock = ticket is { Emergency: true, ArrivedAt: null };
        if (ticket.AskedAt is { } asked)
        {
            yield return (Alarm.IdleRelease, isAtDoorClock ? asked + clocks.EmergencyRelease : quiet.Add(asked, clocks.Release));
        }
        else if (ticket.LastWordAt is { } word)
        {
            yield return (Alarm.IdleQuestion, isAtDoorClock ? word + clocks.EmergencyIdle : quiet.After(HalfOfItsTime(ticket, town, word)));
        }
    }

    private static DateTimeOffset HalfOfItsTime(Ticket ticket, Town town, DateTimeOffset from)
    {
        var calendar = new WorkCalendar(town);
        return calendar.Advance(from, calendar.WorkingTime(ticket.DueFrom, ticket.DueAt) / 2);
    }

    private static IEnumerable<(Alarm, DateTimeOffset)> Deadline(Ticket ticket, Town town)
    {
        var quiet = new QuietHours(town);
        var calendar = new WorkCalendar(town);
        var first = ShareAt(ticket, town, calendar, quiet, 0);
        var second = ShareAt(ticket, town, calendar, quiet, 1);
        // Two reminders that the night has pushed to one morning are one.
        if (first is { } f && f != second && f < ticket.DueAt) yield return (Alarm.FirstReminder, f);
        if (second is { } s && s < ticket.DueAt) yield return (Alarm.SecondReminder, s);
        yield return (Alarm.Due, ticket.DueAt);
        if (ticket.Tier != Tier.Major || ticket.ClockAt < ticket.DueAt) yield break;
        var days = Math.Floor((ticket.ClockAt - ticket.DueAt) / TimeSpan.FromDays(1)) + 1;
        yield return (Alarm.OverdueReminder, quiet.After(ticket.DueAt + TimeSpan.FromDays(days)));
    }

    private static DateTimeOffset? ShareAt(Ticket ticket, Town town, WorkCalendar calendar, QuietHours quiet, int which)
    {
        if (town.Clocks.RemindAt.Count <= which) return null;
        var share = town.Clocks.RemindAt[which];
        if (ticket.Emergency && ticket.ArrivedAt is null) return ticket.DueFrom + ((ticket.DueAt - ticket.DueFrom) * share);
        return quiet.After(calendar.Share(ticket.DueFrom, ticket.DueAt, share));
    }

    private static IEnumerable<(Alarm, DateTimeOffset)> Confirmation(Ticket ticket, Town town)
    {
        if (ticket.DoneAt is not { } done) yield break;
        yield return (Alarm.ConfirmReminder, new QuietHours(town).After(done + town.Clocks.ConfirmRemind));
        yield return (Alarm.ConfirmCloses, done + town.Clocks.ConfirmCloses);
    }
}

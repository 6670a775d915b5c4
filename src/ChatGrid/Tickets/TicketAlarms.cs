using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>What each alarm of a ticket does. Every one saves the ticket, whose clock has moved on already.</summary>
public sealed class TicketAlarms(TicketBook book, OfferTicket offer, ClaimTicket claim, GiveBackTicket giveBack, EscalateTicket escalate)
{
    public Task GoOffAsync(Work work, Ticket ticket) => ticket.NextAlarm switch
    {
        Alarm.OfferOpens => offer.OpenAsync(work, ticket),
        Alarm.OfferReminder or Alarm.EmergencyReminder => RemindGroupAsync(work, ticket),
        Alarm.EmergencyRing => RingAsync(work, ticket),
        Alarm.OfferWidens => WidenAsync(work, ticket),
        Alarm.OfferFalls => FallAsync(work, ticket),
        Alarm.OwnerReminder or Alarm.FirstReminder or Alarm.SecondReminder => RemindAsync(work, ticket),
        Alarm.IdleQuestion => AskIdleAsync(work, ticket),
        Alarm.IdleRelease => ReleaseAsync(work, ticket),
        Alarm.Due => escalate.OverdueAsync(work, ticket),
        Alarm.OverdueReminder => StillOverdueAsync(work, ticket),
        Alarm.ConfirmReminder => RemindConfirmAsync(work, ticket),
        Alarm.ConfirmCloses or Alarm.RatingCloses => CloseUnratedAsync(work, ticket),
        Alarm.Resume => ResumeAsync(work, ticket),
        Alarm.None or _ => Task.CompletedTask,
    };

    private async Task RemindGroupAsync(Work work, Ticket ticket)
    {
        var saved = await NoteAsync(work, ticket, TicketEventKind.Reminded);
        if ((!saved.Emergency && !TicketClock.IsForVolunteers(saved, work.Town)) || saved.IsPrivate(work.Town) || saved.Group(work.Town) is not { } group) return;
        await offer.SayInGroupAsync(work, saved, group, saved.Emergency ? "offer-emergency" : "offer-remind");
    }

    private async Task RingAsync(Work work, Ticket ticket)
    {
        var saved = await NoteAsync(work, ticket, TicketEventKind.Reminded);
        await OpenTicket.RingAsync(work, saved, [.. OpenTicket.Staff(work.Town, saved, Role.Gridworker, Role.GridLeader), work.Town.Centre.Id]);
    }

    private async Task WidenAsync(Work work, Ticket ticket)
    {
        var saved = await NoteAsync(work, ticket, TicketEventKind.Widened);
        if (saved.IsPrivate(work.Town)) return;
        foreach (var group in work.Town.SiblingGroups(saved.GridOf(work.Town)))
            await offer.SayInGroupAsync(work, saved, Address.Parse(group), saved.Emergency ? "offer-emergency-sibling" : "offer-sibling");
    }

    private async Task FallAsync(Work work, Ticket ticket)
    {
        var worker = work.Town.Holder(ticket.GridOf(work.Town), Role.Gridworker) ?? work.Town.PersonById(ticket.OwnerId) ?? work.Town.Centre;
        var fallen = await claim.AssignAsync(work, ticket, worker, TicketEventKind.Fell);
        if (fallen.IsPrivate(work.Town) || fallen.Group(work.Town) is not { } group) return;
        await work.SayAsync(group, work.Text("fell-group", ("number", fallen.Number), ("name", worker.Name), ("due", work.Date(fallen.DueAt))), new Sending(Unprompted: !fallen.Emergency));
    }

    // To the one who must act: the claimer, else the owner.
    private async Task RemindAsync(Work work, Ticket ticket)
    {
        var saved = await NoteAsync(work, ticket, TicketEventKind.Reminded);
        var key = saved.State == TicketState.Offered ? "remind-owner" : "remind-claimer";
        var card = saved.State == TicketState.Offered ? TicketCard.Offer(work, saved, inGroup: false) : TicketCard.Details(work, saved);
        await work.TellAsync(saved.ClaimerId ?? saved.OwnerId, work.Text(key, ("number", saved.Number), ("item", saved.Item),
            ("place", work.PlaceOf(saved)), ("due", work.Date(saved.DueAt))), card, saved.Number);
    }

    private async Task AskIdleAsync(Work work, Ticket ticket)
    {
        var asked = await book.ChangeAsync(work, ticket with { AskedAt = work.Moment(ticket) }, TicketEventKind.Asked, TicketEvent.Clock);
        await work.TellAsync(asked.ClaimerId!, work.Text("idle-ask", ("number", asked.Number), ("item", asked.Item)), TicketCard.Details(work, asked), asked.Number);
    }

    private async Task ReleaseAsync(Work work, Ticket ticket)
    {
        var released = await giveBack.ReleaseAsync(work, ticket, TicketEventKind.Released, TicketEvent.Clock);
        await work.TellAsync(ticket.ClaimerId!, work.Text("idle-released", ("number", ticket.Number), ("item", ticket.Item)), ticket: ticket.Number);
        await offer.SayAsync(work, released, "offer-again");
    }

    private async Task StillOverdueAsync(Work work, Ticket ticket) =>
        await escalate.StillOverdueAsync(work, await NoteAsync(work, ticket, TicketEventKind.Overdue));

    private async Task RemindConfirmAsync(Work work, Ticket ticket) =>
        await FinishTicket.RemindAsync(work, await NoteAsync(work, ticket, TicketEventKind.Reminded));

    // Silence is never counted as satisfied: it closes as 未评价, and what was answered last stays.
    private Task<Ticket> CloseUnratedAsync(Work work, Ticket ticket) => book.ChangeAsync(work,
        ticket with { State = TicketState.Closed, Rating = Rating.Unrated, ClosedAt = ticket.ClosedAt ?? work.Now }, TicketEventKind.ClosedUnconfirmed, TicketEvent.Clock);

    private async Task ResumeAsync(Work work, Ticket ticket)
    {
        var resumed = await book.ChangeAsync(work, ticket with
        {
            State = ticket.ClaimerId is null ? TicketState.Offered : TicketState.Claimed,
            SuspendedUntil = null,
            DueFrom = work.Now,
            DueAt = new WorkCalendar(work.Town).AddDays(work.Now, work.Town.Clocks.Days[ticket.Tier]),
        }, TicketEventKind.Resumed, TicketEvent.Clock);
        await work.TellAsync(resumed.ClaimerId ?? resumed.OwnerId, work.Text("resumed", ("number", resumed.Number), ("item", resumed.Item), ("due", work.Date(resumed.DueAt))), ticket: resumed.Number);
    }

    private Task<Ticket> NoteAsync(Work work, Ticket ticket, TicketEventKind kind) =>
        book.ChangeAsync(work, ticket, kind, TicketEvent.Clock, ticket.NextAlarm.ToString());
}

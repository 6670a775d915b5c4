using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>One level up is one tier up: a new owner who answers for it, and a new due date.</summary>
public sealed class EscalateTicket(TicketBook book)
{
    /// <summary>The ticket one tier higher, its time counted from <paramref name="from"/>; the highest tier keeps its owner.</summary>
    public static Ticket Up(Work work, Ticket ticket, DateTimeOffset from)
    {
        var tier = ticket.Tier == Tier.Major ? Tier.Major : ticket.Tier + 1;
        return ticket with
        {
            Tier = tier,
            OwnerId = work.Town.OwnerFor(ticket.GridOf(work.Town), tier).Id,
            DueFrom = from,
            DueAt = new WorkCalendar(work.Town).AddDays(from, work.Town.Clocks.Days[tier]),
        };
    }

    /// <summary>The deadline has passed: tier, owner and due date change, state and claimer stay.</summary>
    public async Task OverdueAsync(Work work, Ticket ticket)
    {
        var sending = ticket.Emergency ? Sending.Now : new Sending(NotBefore: new QuietHours(work.Town).After(work.Now));
        var missed = ticket.DueAt;
        var wasMajor = ticket.Tier == Tier.Major;
        var up = wasMajor ? ticket : ticket is { Emergency: true, ArrivedAt: null }
            ? Up(work, ticket, missed) with { DueAt = missed + work.Town.Clocks.EmergencyAtDoor } : Up(work, ticket, missed);
        var saved = await book.ChangeAsync(work, up, TicketEventKind.Overdue, TicketEvent.Clock, work.TierName(ticket.Tier));
        await TellOverdueAsync(work, saved, missed, wasMajor, sending);
        if (ticket.ClaimerId is { } claimer && claimer != saved.OwnerId)
            await work.TellAsync(claimer, work.Text("due-claimer", ("number", ticket.Number), ("item", ticket.Item), ("owner", work.Town.NameOf(saved.OwnerId))), ticket: ticket.Number, sending: sending);
        if (!wasMajor) await OpenTicket.CopyToSecretaryAsync(work, saved);
    }

    /// <summary>重大, missed: told again every day until somebody solves it.</summary>
    public Task StillOverdueAsync(Work work, Ticket ticket) =>
        TellOverdueAsync(work, ticket, ticket.DueAt, wasMajor: true, Sending.Now);

    private static async Task TellOverdueAsync(Work work, Ticket ticket, DateTimeOffset missed, bool wasMajor, Sending sending)
    {
        var text = work.Text(wasMajor ? "overdue-major" : "overdue-owner", ("number", ticket.Number), ("item", ticket.Item),
            ("place", work.PlaceOf(ticket)), ("missed", work.Date(missed)), ("due", work.Date(ticket.DueAt)),
            ("tier", work.TierName(ticket.Tier)), ("state", work.StateName(ticket.State)), ("name", work.Town.NameOf(ticket.ClaimerId ?? ticket.OwnerId)));
        var card = ticket.State == TicketState.Offered ? TicketCard.Offer(work, ticket, inGroup: false) : null;
        await work.TellAsync(ticket.OwnerId, text, card, ticket.Number, sending);
        if (wasMajor && work.Town.TownLeader is { } leader) await work.TellAsync(leader.Id, text, ticket: ticket.Number, sending: sending);
    }
}

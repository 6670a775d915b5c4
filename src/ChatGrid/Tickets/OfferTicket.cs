using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>Puts a ticket before those who may take it: the group's volunteers by a card, else its owner privately.</summary>
public sealed class OfferTicket(TicketBook book)
{
    /// <summary>A ticket that is offered anew (given back, reopened): from the end of the quiet hours on, if it is night.</summary>
    public static Ticket StartOffer(Ticket ticket, Work work)
    {
        var from = work.Moment(ticket);
        var quiet = new QuietHours(work.Town);
        return ticket with
        {
            State = TicketState.Offered,
            ClaimerId = null,
            ClaimedAt = null,
            LastWordAt = null,
            AskedAt = null,
            OfferFrom = ticket.Emergency ? from : quiet.After(from),
            OfferedAt = ticket.Emergency || !quiet.Covers(from) ? from : null,
        };
    }

    /// <summary>Says the offer of a ticket that <see cref="StartOffer"/> has put on offer now; does nothing while it waits for the morning.</summary>
    public async Task SayAsync(Work work, Ticket ticket, string phrase)
    {
        if (ticket.OfferedAt is null) return;
        if (TicketClock.IsForVolunteers(ticket, work.Town) && !ticket.IsPrivate(work.Town))
        {
            if (ticket.Group(work.Town) is { } group) await SayInGroupAsync(work, ticket, group, phrase);
        }
        else
        {
            await OfferToOwnerAsync(work, ticket);
        }
    }

    public Task SayInGroupAsync(Work work, Ticket ticket, Address group, string phrase) => work.SayAsync(new Outbound
    {
        Key = "",
        To = group,
        Text = work.Text(phrase, ("number", ticket.Number), ("item", ticket.Item), ("place", TicketCard.GroupPlace(ticket) ?? work.Text("place-unknown")),
            ("due", work.Date(ticket.DueAt)), ("owner", work.Town.NameOf(ticket.OwnerId))),
        Card = TicketCard.Offer(work, ticket, inGroup: true),
        Ticket = ticket.Number,
        Mentions = Skilled(work.Town, ticket),
    }, new Sending(Unprompted: !ticket.Emergency));

    public Task OfferToOwnerAsync(Work work, Ticket ticket) => work.TellAsync(ticket.OwnerId,
        work.Text("offer-to-owner", ("number", ticket.Number), ("item", ticket.Item), ("place", work.PlaceOf(ticket)), ("due", work.Date(ticket.DueAt))),
        TicketCard.Offer(work, ticket, inGroup: false), ticket.Number);

    /// <summary>07:00: the offer that waited for the morning.</summary>
    public async Task OpenAsync(Work work, Ticket ticket)
    {
        var offered = await book.ChangeAsync(work, ticket with { OfferedAt = work.Now }, TicketEventKind.Reminded, TicketEvent.Clock, nameof(Alarm.OfferOpens));
        await SayAsync(work, offered, "offer-morning");
    }

    /// <summary>Volunteers whose skill the item asks for: mentioned in the offer, never required.</summary>
    public static IReadOnlyList<Mention> Skilled(Town town, Ticket ticket) => ticket.ItemOf(town).Skill is not { } skill ? [] :
        [.. town.VolunteersFor(ticket.GridOf(town)).Where(v => v.Skills?.Contains(skill) ?? false).Select(v => new Mention(v.Id, v.Name))];
}

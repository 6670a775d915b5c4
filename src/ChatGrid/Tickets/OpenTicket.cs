using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>What a ticket is made of once everything that must be known is known.</summary>
public sealed record Draft
{
    public string Item { get; init; } = Grids.Item.OtherName;
    public string? RunnerUp { get; init; }
    public bool Emergency { get; init; }
    public IReadOnlyList<string> Services { get; init; } = [];
    public string? Place { get; init; }
    public string? TimeWanted { get; init; }
    public string? Phone { get; init; }
    public string? ForWhom { get; init; }
    public string Text { get; init; } = "";
    /// <summary>Key of the message it began with.</summary>
    public string SourceKey { get; init; } = "";
    /// <summary>Keys of the further messages it is made of, so that a recall of any finds it.</summary>
    public IReadOnlyList<string> MoreKeys { get; init; } = [];
    /// <summary>Where the requester spoke.</summary>
    public string Conversation { get; init; } = "";
    public string Grid { get; init; } = "";
    public string RequesterId { get; init; } = "";
    public string RequesterName { get; init; } = "";
    public string? ReporterId { get; init; }
    public IReadOnlyList<string> Media { get; init; } = [];
}

/// <summary>Opens a ticket: from its first second it has an owner, a due date and a next timer, and somebody hears of it.</summary>
public sealed class OpenTicket(TicketBook book, OfferTicket offer)
{
    public async Task<Ticket> RunAsync(Work work, Draft draft)
    {
        var town = work.Town;
        var item = town.ItemByName(draft.Item) ?? town.Other;
        var grid = town.GridByCode(draft.Grid) ?? town.Grids[0];
        var quiet = new QuietHours(town);
        var due = draft.Emergency ? work.Now + town.Clocks.EmergencyAtDoor : new WorkCalendar(town).AddDays(work.Now, town.Clocks.Days[item.Tier]);
        var offerFrom = draft.Emergency ? work.Now : quiet.After(work.Now);
        var ticket = await book.OpenAsync(work, new Ticket
        {
            Id = Guid.CreateVersion7(work.Now),
            Grid = grid.Code,
            Conversation = draft.Conversation,
            Item = item.Name,
            RunnerUp = draft.RunnerUp,
            Tier = item.Tier,
            Emergency = draft.Emergency,
            Place = draft.Place,
            TimeWanted = draft.TimeWanted,
            Phone = draft.Phone,
            ForWhom = draft.ForWhom,
            Text = draft.Text,
            RequesterId = draft.RequesterId,
            RequesterName = draft.RequesterName,
            ReporterId = draft.ReporterId,
            OwnerId = town.OwnerFor(grid, item.Tier).Id,
            OpenedAt = work.Now,
            DueFrom = work.Now,
            DueAt = due,
            OfferFrom = offerFrom,
            OfferedAt = offerFrom <= work.Now ? work.Now : null,
            SourceKey = draft.SourceKey,
            ClockAt = work.Now,
        }, draft.ReporterId ?? draft.RequesterId, draft.SourceKey);
        foreach (var key in draft.MoreKeys) await book.NoteAsync(work, ticket, TicketEventKind.Amended, draft.RequesterId, messageKey: key);
        foreach (var url in draft.Media) await book.NoteAsync(work, ticket, TicketEventKind.Amended, draft.RequesterId, url, draft.SourceKey);
        await TellStaffAsync(work, ticket);
        return ticket;
    }

    /// <summary>Answers who asked: what was understood, who answers for it, until when; with the offer's card where volunteers are asked.</summary>
    public async Task AcknowledgeAsync(Turn turn, Ticket ticket, IReadOnlyList<string> services)
    {
        var forVolunteers = TicketClock.IsForVolunteers(ticket, turn.Town) && !ticket.IsPrivate(turn.Town);
        var text = Acknowledgement(turn, ticket, services, forVolunteers);
        if (!turn.InGroup)
        {
            await turn.ReplyAsync(text, ticket: ticket.Number);
            if (forVolunteers) await offer.SayAsync(turn, ticket, ticket.Emergency ? "offer-emergency" : "offer-again");
            return;
        }
        var card = forVolunteers && ticket.OfferedAt is not null ? TicketCard.Offer(turn, ticket, inGroup: true) : null;
        await turn.AnnounceAsync(new Outbound
        {
            Key = "",
            To = turn.Conversation,
            Text = text,
            Card = card,
            Ticket = ticket.Number,
            Mentions = [new(turn.Speaker.Id, turn.Speaker.Name), .. card is null ? [] : OfferTicket.Skilled(turn.Town, ticket)],
        });
    }

    private static string Acknowledgement(Turn turn, Ticket ticket, IReadOnlyList<string> services, bool forVolunteers)
    {
        var key = ticket.Emergency ? "open-emergency" : ticket.OfferedAt is null ? "open-night" : forVolunteers ? "open-offer" : "open-owner";
        return turn.Text(key, ("number", ticket.Number), ("item", ticket.Item),
            ("place", (turn.InGroup ? TicketCard.GroupPlace(ticket) : ticket.Place) ?? turn.Text("place-unknown")),
            ("office", turn.Office(ticket.Tier)), ("owner", turn.Town.NameOf(ticket.OwnerId)), ("due", turn.Date(ticket.DueAt)),
            ("call", Calls(turn, services)), ("leader", turn.Town.Holder(ticket.GridOf(turn.Town), Role.GridLeader)?.Name ?? turn.Town.Centre.Name));
    }

    /// <summary>「先打119」, said before anything else.</summary>
    public static string Calls(Work work, IReadOnlyList<string> services)
    {
        var numbers = services.Select(s => work.Town.Facts.Numbers.GetValueOrDefault(s)).OfType<EmergencyNumber>()
            .Select(n => n.Name == n.Number ? n.Number : $"{n.Name}{n.Number}").Distinct().ToList();
        return numbers.Count == 0 ? "" : work.Text("call-first", ("numbers", string.Join(work.Text("and"), numbers)));
    }

    private async Task TellStaffAsync(Work work, Ticket ticket)
    {
        var town = work.Town;
        if (ticket.Emergency)
        {
            await RingAsync(work, ticket, [ticket.OwnerId, .. Staff(town, ticket, Role.Gridworker, Role.GridLeader)]);
            return;
        }
        if (!TicketClock.IsForVolunteers(ticket, town) || ticket.IsPrivate(town))
        {
            if (ticket.OfferedAt is not null) await offer.OfferToOwnerAsync(work, ticket);
        }
        if (ticket.Tier >= Tier.Complex) await CopyToSecretaryAsync(work, ticket);
    }

    public static async Task CopyToSecretaryAsync(Work work, Ticket ticket)
    {
        if (work.Town.Holder(ticket.GridOf(work.Town), Role.Secretary) is not { } secretary || secretary.Id == ticket.OwnerId) return;
        await work.TellAsync(secretary.Id, work.Text("copy-secretary", ("number", ticket.Number), ("item", ticket.Item), ("place", work.PlaceOf(ticket)),
            ("tier", work.TierName(ticket.Tier)), ("owner", work.Town.NameOf(ticket.OwnerId)), ("due", work.Date(ticket.DueAt))), ticket: ticket.Number,
            sending: new Sending(NotBefore: new QuietHours(work.Town).After(work.Now)));
    }

    /// <summary>Rings people privately about an emergency, each once.</summary>
    public static async Task RingAsync(Work work, Ticket ticket, IEnumerable<string> people)
    {
        foreach (var person in people.Distinct())
        {
            await work.TellAsync(person, work.Text("emergency-ring", ("number", ticket.Number), ("item", ticket.Item), ("place", work.PlaceOf(ticket)),
                ("text", ticket.Text), ("name", ticket.RequesterName)), TicketCard.Offer(work, ticket, inGroup: false), ticket.Number);
        }
    }

    public static IEnumerable<string> Staff(Town town, Ticket ticket, params Role[] roles) =>
        roles.Select(r => town.Holder(ticket.GridOf(town), r)?.Id).OfType<string>();
}

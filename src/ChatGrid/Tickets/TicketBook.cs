using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>Writes tickets down: every change goes through here, with the event that says who did what and why.</summary>
public sealed class TicketBook(TicketStore store, TicketEventStore events)
{
    public TicketStore Store => store;
    public TicketEventStore Events => events;

    public async Task<Ticket> OpenAsync(Work work, Ticket ticket, string by, string? messageKey)
    {
        var opened = await store.AddAsync(work.Session, ticket with { Number = await store.NextNumberAsync(work.Session) });
        await events.AddPersonAsync(work.Session, new() { TicketId = opened.Id, Person = opened.RequesterId, Name = opened.RequesterName, JoinedAt = work.Now });
        await NoteAsync(work, opened, TicketEventKind.Opened, by, opened.Text, messageKey);
        return opened;
    }

    /// <summary>Saves the changed ticket and its event.</summary>
    /// <exception cref="Storage.ConflictException">Somebody was faster; the work is run again.</exception>
    public async Task<Ticket> ChangeAsync(Work work, Ticket changed, TicketEventKind kind, string by, string detail = "", string? messageKey = null)
    {
        changed.KeepDiscreet(work);
        var saved = await store.SaveAsync(work.Session, changed);
        await NoteAsync(work, saved, kind, by, detail, messageKey);
        return saved;
    }

    public Task NoteAsync(Work work, Ticket ticket, TicketEventKind kind, string by, string detail = "", string? messageKey = null) =>
        events.AddAsync(work.Session, new() { TicketId = ticket.Id, At = work.Now, Kind = kind, Person = by, Detail = detail, MessageKey = messageKey });

    public Task<IReadOnlyList<TicketPerson>> PeopleAsync(Work work, Ticket ticket) => events.PeopleAsync(work.Session, ticket.Id);
}

/// <summary>Small facts of a ticket that several sentences need.</summary>
public static class TicketFacts
{
    /// <summary>A turn about a private matter answers privately from here on.</summary>
    public static Ticket KeepDiscreet(this Ticket ticket, Work work)
    {
        if (work is Turn turn && ticket.IsPrivate(work.Town))
        {
            turn.Discreet = true;
            turn.MayKnow = ticket.RequesterId == turn.Speaker.Id || (turn.Speaker.Known is { } person && ClaimRules.IsWorkerFor(work.Town, ticket, person));
            turn.DiscreetLine = turn.Text("progress-private", ("number", ticket.Number));
        }
        return ticket;
    }

    /// <summary>Where a ticket's time begins to run anew: now, or where its clock stands already when the machine's has been set back, so that
    /// nothing of what is to come is taken for past.</summary>
    public static DateTimeOffset Moment(this Work work, Ticket ticket) => work.Now > ticket.ClockAt ? work.Now : ticket.ClockAt;

    public static Grid GridOf(this Ticket ticket, Town town) => town.GridByCode(ticket.Grid) ?? town.Grids[0];

    public static Item ItemOf(this Ticket ticket, Town town) => town.ItemByName(ticket.Item) ?? town.Other;

    public static bool IsPrivate(this Ticket ticket, Town town) => ticket.ItemOf(town).Private;

    /// <summary>The group chat in which the ticket is spoken of: where it was said, else the grid's own.</summary>
    public static Address? Group(this Ticket ticket, Town town)
    {
        var spoken = Address.Parse(ticket.Conversation);
        if (spoken.IsGroup) return spoken;
        var groups = town.Upward(ticket.GridOf(town)).FirstOrDefault(g => g.Groups.Count > 0)?.Groups;
        return groups is null ? null : Address.Parse(groups[0]);
    }

    public static string NameOf(this Town town, string? personId) =>
        personId is null ? "" : town.PersonById(personId)?.Name ?? personId[(personId.LastIndexOf('/') + 1)..];

    /// <summary>A date with its time, as it is promised: 3月2日 10:00.</summary>
    public static string Date(this Work work, DateTimeOffset moment)
    {
        var local = work.Town.Local(moment);
        return work.Text("date", ("month", local.Month), ("day", local.Day), ("time", local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Where it is, for those who may know the door; 「地点待问」 while that is not known.</summary>
    public static string PlaceOf(this Work work, Ticket ticket) => ticket.Place ?? work.Text("place-unknown");

    /// <summary>The owner's office as people call it: 网格员, 网格长, 镇网格中心.</summary>
    public static string Office(this Work work, Tier tier) => work.Text($"office-{(int)tier}");

    public static string TierName(this Work work, Tier tier) => work.Text($"tier-{(int)tier}");

    public static string StateName(this Work work, TicketState state) => work.Text($"state-{(int)state}");
}

using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Builds the cards of a ticket. What a group sees names no phone and no room number.</summary>
public static class TicketCard
{
    /// <summary>The offer: what, where, who answers for it until when, and 接单.</summary>
    public static Card Offer(Work work, Ticket ticket, bool inGroup)
    {
        var buttons = new List<CardButton> { new(work.Text("button-claim"), $"claim:{ticket.Number}") };
        if (ticket.RunnerUp is { } other) buttons.Add(new(work.Text("button-is", ("item", other)), $"reclass:{ticket.Number}:{other}"));
        if (!inGroup) buttons.Add(new(work.Text("button-not-a-request"), $"notarequest:{ticket.Number}"));
        return new(CardId(ticket, "offer"), Title(work, ticket), Fields(work, ticket, inGroup), buttons, work.Text("hint-claim", ("number", ticket.Number)));
    }

    /// <summary>The offer once somebody has it: no button is left.</summary>
    public static Card Taken(Work work, Ticket ticket, bool inGroup) => new(CardId(ticket, "offer"), Title(work, ticket),
        [.. Fields(work, ticket, inGroup), new(work.Text("field-state"), Standing(work, ticket))], []);

    /// <summary>Everything that who does the work has to know; only ever sent privately.</summary>
    public static Card Details(Work work, Ticket ticket) => new(CardId(ticket, "work"), Title(work, ticket),
    [
        .. Fields(work, ticket, inGroup: false),
        new(work.Text("field-requester"), ticket.Phone is null ? ticket.RequesterName : $"{ticket.RequesterName} {ticket.Phone}"),
        .. ticket.Text.Length > 0 ? [new CardField(work.Text("field-text"), ticket.Text)] : Array.Empty<CardField>(),
    ],
    [
        .. ticket is { Emergency: true, ArrivedAt: null } ? [new CardButton(work.Text("button-arrived"), $"arrived:{ticket.Number}")] : Array.Empty<CardButton>(),
        new(work.Text("button-done"), $"done:{ticket.Number}"),
        new(work.Text("button-give-back"), $"giveback:{ticket.Number}"),
    ], work.Text("hint-done", ("number", ticket.Number)));

    public static Card Confirm(Work work, Ticket ticket) => new(CardId(ticket, $"confirm-{ticket.Reopened}"), Title(work, ticket), [],
    [
        new(work.Text("button-solved"), $"solved:{ticket.Number}"),
        new(work.Text("button-partly"), $"partlysolved:{ticket.Number}"),
        new(work.Text("button-not-solved"), $"notsolved:{ticket.Number}"),
    ], work.Text("hint-confirm"));

    public static Card Rate(Work work, Ticket ticket) => new(CardId(ticket, "rate"), Title(work, ticket), [],
    [
        new(work.Text("button-satisfied"), $"satisfied:{ticket.Number}"),
        new(work.Text("button-mostly"), $"mostlysatisfied:{ticket.Number}"),
        new(work.Text("button-dissatisfied"), $"dissatisfied:{ticket.Number}"),
    ], work.Text("hint-rate"));

    public static Card Done(Work work, Ticket ticket, string part) =>
        new(CardId(ticket, part), Title(work, ticket), [new(work.Text("field-state"), Standing(work, ticket))], []);

    /// <summary>「2号楼301」 is 「2号楼」 to a group; the door is for who goes there.</summary>
    public static string? GroupPlace(Ticket ticket) => ticket.Place is null ? null : Places.WithoutRoom(ticket.Place);

    private static string CardId(Ticket ticket, string part) => $"ticket-{ticket.Number}-{part}";

    private static string Title(Work work, Ticket ticket) => work.Text("card-title", ("number", ticket.Number), ("item", ticket.Item));

    private static string Standing(Work work, Ticket ticket) => ticket.State == TicketState.Claimed
        ? work.Text("standing-claimed", ("name", work.Town.NameOf(ticket.ClaimerId)))
        : work.StateName(ticket.State);

    private static List<CardField> Fields(Work work, Ticket ticket, bool inGroup)
    {
        var fields = new List<CardField>();
        void Add(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value)) fields.Add(new(work.Text(label), value));
        }
        Add("field-place", inGroup ? GroupPlace(ticket) : ticket.Place);
        Add("field-when", ticket.TimeWanted);
        if (!inGroup) Add("field-for-whom", ticket.ForWhom);
        if (ticket.ItemOf(work.Town).InPairs) Add("field-note", work.Text("in-pairs"));
        Add("field-owner", work.Town.NameOf(ticket.OwnerId));
        Add("field-due", work.Date(ticket.DueAt));
        return fields;
    }
}

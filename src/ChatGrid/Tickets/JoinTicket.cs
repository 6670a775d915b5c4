using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Same matter once: 「我家也是」, 「+1」 and a second report of the same item and place join the open ticket.</summary>
public sealed class JoinTicket(TicketBook book)
{
    /// <summary>The open ticket of this group that a report is about already, or null.</summary>
    public async Task<Ticket?> SameMatterAsync(Work work, string grid, string item, string? place)
    {
        if (place is null || item == Grids.Item.OtherName) return null;
        var open = await book.Store.OpenOfItemAsync(work.Session, grid, item, work.Now - work.Town.Clocks.SameMatterWithin);
        return open.FirstOrDefault(t => !t.IsPrivate(work.Town) && Places.Agree(t.Place, place));
    }

    /// <summary>The newest open ticket of this group that a 「+1」 can mean; with a known home only one in the same building for 「我家也是」.</summary>
    public async Task<Ticket?> MeTooMatterAsync(Turn turn, string? home, string? item)
    {
        var open = await book.Store.OpenOfGridAsync(turn.Session, turn.Grid!.Code);
        return open.FirstOrDefault(t => !t.IsPrivate(turn.Town) && turn.Now - t.OpenedAt <= turn.Town.Clocks.MeTooWithin
            && (item is null || t.Item == item) && (home is null || t.Place is null || Places.Agree(t.Place, home)));
    }

    public async Task RunAsync(Turn turn, Ticket ticket)
    {
        var people = await book.PeopleAsync(turn, ticket);
        if (people.Any(p => p.Person == turn.Speaker.Id))
        {
            await turn.ReplyAsync(turn.Text("joined-already", ("number", ticket.Number), ("owner", turn.Town.NameOf(ticket.ClaimerId ?? ticket.OwnerId))), ticket: ticket.Number);
            return;
        }
        await book.Events.AddPersonAsync(turn.Session, new() { TicketId = ticket.Id, Person = turn.Speaker.Id, Name = turn.Speaker.Name, JoinedAt = turn.Now });
        var joined = await book.ChangeAsync(turn, ticket with { People = people.Count + 1 }, TicketEventKind.Joined, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        await turn.ReplyAsync(turn.Text("joined", ("number", joined.Number), ("item", joined.Item), ("people", joined.People)), ticket: joined.Number);
        if (joined.ClaimerId is { } claimer)
            await turn.TellAsync(claimer, turn.Text("joined-claimer", ("number", joined.Number), ("name", turn.Speaker.Name), ("text", turn.Inbound.Text)), ticket: joined.Number);
    }
}

using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What the requester adds or corrects: a place, a photo, another item. It changes the same ticket.</summary>
public sealed class AmendTicket(TicketBook book)
{
    public async Task PlaceAsync(Turn turn, Ticket ticket, string place, bool replaces)
    {
        var known = replaces ? place : Places.Join(ticket.Place, place);
        if (known == ticket.Place) return;
        var changed = await ChangeAsync(turn, ticket with { Place = known });
        await turn.ReplyAsync(turn.Text("amended-place", ("number", changed.Number), ("place", turn.InGroup ? TicketCard.GroupPlace(changed) : changed.Place)), ticket: changed.Number);
        await TellClaimerAsync(turn, changed, turn.Text("amended-place", ("number", changed.Number), ("place", changed.Place)));
    }

    public async Task PhoneAsync(Turn turn, Ticket ticket, string phone)
    {
        var changed = await ChangeAsync(turn, ticket with { Phone = phone });
        await TellClaimerAsync(turn, changed, turn.Text("amended-phone", ("number", changed.Number), ("phone", phone)));
    }

    public async Task PhotosAsync(Turn turn, Ticket ticket)
    {
        foreach (var media in turn.Inbound.Media) await book.NoteAsync(turn, ticket, TicketEventKind.Amended, turn.Speaker.Id, media.Url, turn.Inbound.MessageKey);
        await turn.ReplyAsync(turn.Text("amended-photo", ("number", ticket.Number)), ticket: ticket.Number);
        await TellClaimerAsync(turn, ticket, turn.Text("amended-photo-claimer", ("number", ticket.Number), ("urls", string.Join(' ', turn.Inbound.Media.Select(m => m.Url)))));
    }

    private Task<Ticket> ChangeAsync(Turn turn, Ticket changed) =>
        book.ChangeAsync(turn, changed with { Text = Merge(changed.Text, turn.Inbound.Text) }, TicketEventKind.Amended, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);

    private static string Merge(string text, string added) => added.Length == 0 || text.Contains(added, StringComparison.Ordinal) ? text : text.Length == 0 ? added : $"{text}；{added}";

    private static async Task TellClaimerAsync(Turn turn, Ticket ticket, string text)
    {
        if (ticket.ClaimerId is { } claimer && claimer != turn.Speaker.Id && ticket.State == TicketState.Claimed)
            await turn.TellAsync(claimer, text, ticket: ticket.Number);
    }
}

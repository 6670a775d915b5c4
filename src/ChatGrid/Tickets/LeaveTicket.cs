using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>撤单 by one of several who asked for the same: the matter stays open for the others, the first of whom it belongs to then.</summary>
public sealed class LeaveTicket(TicketBook book)
{
    /// <returns>False when nobody else waits for the ticket; then nothing has been done.</returns>
    public async Task<bool> TryAsync(Turn turn, Ticket ticket)
    {
        if (ticket.People < 2) return false;
        var others = (await book.PeopleAsync(turn, ticket)).Where(p => p.Person != turn.Speaker.Id).ToList();
        if (others.Count == 0) return false;
        await book.Events.RemovePersonAsync(turn.Session, ticket.Id, turn.Speaker.Id);
        var left = ticket with { People = others.Count };
        if (ticket.RequesterId == turn.Speaker.Id) left = left with { RequesterId = others[0].Person, RequesterName = others[0].Name, Phone = null, ForWhom = null };
        await book.ChangeAsync(turn, left, TicketEventKind.Left, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("left", ("number", ticket.Number), ("people", others.Count)), ticket.Number);
        return true;
    }
}

using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>退单 and 转单: the claimer gives the ticket back, or hands it to a named person, without shame.</summary>
public sealed class GiveBackTicket(TicketBook book, OfferTicket offer, ClaimTicket claim)
{
    public async Task GiveBackAsync(Turn turn, Ticket ticket)
    {
        var free = await ReleaseAsync(turn, ticket, TicketEventKind.GivenBack, turn.Speaker.Id, turn.Command.Rest);
        await turn.AnswerAsync(turn.Text("given-back", ("number", ticket.Number)), ticket.Number);
        await offer.SayAsync(turn, free, "offer-again");
    }

    /// <summary>Frees the ticket and starts its offer anew; the offer itself is still to be said.</summary>
    public Task<Ticket> ReleaseAsync(Work work, Ticket ticket, TicketEventKind kind, string by, string detail = "") =>
        book.ChangeAsync(work, OfferTicket.StartOffer(ticket, work), kind, by, detail);

    public async Task HandOverAsync(Turn turn, Ticket ticket, string? toName)
    {
        var to = toName is null ? null : turn.Town.PersonByName(toName);
        if (to is null)
        {
            await turn.AnswerAsync(turn.Text(toName is null ? "hand-over-to-whom" : "hand-over-unknown", ("number", ticket.Number), ("name", toName ?? "")));
            return;
        }
        if (to.Id == ticket.ClaimerId)
        {
            await turn.AnswerAsync(turn.Text("claim-yours-already", ("number", ticket.Number)));
            return;
        }
        var open = (await book.Store.ClaimedByAsync(turn.Session, to.Id)).Count;
        if (ClaimRules.MayClaim(turn.Town, ticket, to, open) is var verdict && verdict != ClaimVerdict.Yes)
        {
            await turn.AnswerAsync(turn.Text(verdict == ClaimVerdict.TooMany ? "hand-over-too-many" : "hand-over-may-not", ("number", ticket.Number), ("name", to.Name)));
            return;
        }
        var handed = await claim.AssignAsync(turn, ticket, to, TicketEventKind.HandedOver, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("handed-over", ("number", handed.Number), ("name", to.Name)), handed.Number);
    }
}

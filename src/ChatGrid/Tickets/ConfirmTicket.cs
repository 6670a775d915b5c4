using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>解决, 部分解决, 未解决 and the rating: only the requester, or staff who asked and did not do the work, can say so.</summary>
public sealed class ConfirmTicket(TicketBook book, OfferTicket offer)
{
    /// <param name="byProxy">Said by staff for the requester, noted as such.</param>
    public async Task SolvedAsync(Turn turn, Ticket ticket, Rating rating = Rating.None, bool byProxy = false)
    {
        var closed = await book.ChangeAsync(turn, ticket with
        {
            State = TicketState.Closed,
            Outcome = Outcome.Solved,
            Rating = rating,
            DoneAt = ticket.DoneAt ?? turn.Now,
            ClosedAt = turn.Now,
        }, TicketEventKind.Confirmed, turn.Speaker.Id, byProxy ? turn.Text("event-proxy", ("answer", turn.Inbound.Text)) : turn.Inbound.Text, turn.Inbound.MessageKey);
        if (turn.Inbound.Kind == InboundKind.Action) turn.Answer = new(turn.Text("closed-toast"), TicketCard.Done(turn, closed, $"confirm-{closed.Reopened}"));
        if (rating != Rating.None) await ThankAsync(turn, closed, byProxy);
        else await AskForRatingAsync(turn, closed, byProxy);
        await TellJoinedAsync(turn, closed);
    }

    public async Task PartlySolvedAsync(Turn turn, Ticket ticket, bool byProxy = false)
    {
        var again = ticket with
        {
            State = TicketState.Claimed,
            Outcome = Outcome.PartlySolved,
            Reopened = ticket.Reopened + 1,
            Rating = Rating.None,
            DoneAt = null,
            ClosedAt = null,
            LastWordAt = turn.Moment(ticket),
            DueFrom = turn.Now,
            DueAt = new WorkCalendar(turn.Town).AddDays(turn.Now, turn.Town.Clocks.Days[ticket.Tier]),
        };
        var saved = await ReopenAsync(turn, again, byProxy);
        await turn.AnswerAsync(turn.Text("partly-noted", ("number", saved.Number), ("name", turn.Town.NameOf(saved.ClaimerId)), ("due", turn.Date(saved.DueAt))), saved.Number);
        if (saved.ClaimerId is { } claimer)
            await turn.TellAsync(claimer, turn.Text("partly-claimer", ("number", saved.Number), ("item", saved.Item), ("due", turn.Date(saved.DueAt)), ("text", turn.Inbound.Text)), TicketCard.Details(turn, saved), saved.Number);
    }

    public async Task NotSolvedAsync(Turn turn, Ticket ticket, bool byProxy = false)
    {
        var wasMajor = ticket.Tier == Tier.Major;
        var up = OfferTicket.StartOffer(EscalateTicket.Up(turn, ticket, turn.Now), turn) with
        {
            Outcome = Outcome.NotSolved,
            Rating = Rating.None,
            Reopened = ticket.Reopened + 1,
            DoneAt = null,
            ClosedAt = null,
        };
        var saved = await ReopenAsync(turn, up, byProxy);
        await turn.AnswerAsync(turn.Text("not-solved-noted", ("number", saved.Number), ("office", turn.Office(saved.Tier)), ("owner", turn.Town.NameOf(saved.OwnerId)), ("due", turn.Date(saved.DueAt))), saved.Number);
        await TellReopenedAsync(turn, saved, wasMajor);
    }

    public async Task RateAsync(Turn turn, Ticket ticket, Rating rating)
    {
        var rated = await book.ChangeAsync(turn, ticket with { Rating = rating }, TicketEventKind.Rated, turn.Speaker.Id, turn.Text($"rating-{(int)rating}"), turn.Inbound.MessageKey);
        if (turn.Inbound.Kind == InboundKind.Action) turn.Answer = new(turn.Text($"rated-{(int)rating}"), TicketCard.Done(turn, rated, "rate"));
        else await turn.ReplyAsync(turn.Text($"rated-{(int)rating}"), ticket: rated.Number);
    }

    private async Task<Ticket> ReopenAsync(Turn turn, Ticket again, bool byProxy)
    {
        if (turn.Inbound.Kind == InboundKind.Action) turn.Answer = new(null, TicketCard.Done(turn, again, $"confirm-{again.Reopened - 1}"));
        return await book.ChangeAsync(turn, again, TicketEventKind.Reopened, turn.Speaker.Id,
            byProxy ? turn.Text("event-proxy", ("answer", turn.Inbound.Text)) : turn.Inbound.Text, turn.Inbound.MessageKey);
    }

    private async Task TellReopenedAsync(Turn turn, Ticket saved, bool wasMajor)
    {
        var sending = new Sending(NotBefore: saved.Emergency ? null : new QuietHours(turn.Town).After(turn.Now));
        if (TicketClock.IsForVolunteers(saved, turn.Town) && !saved.IsPrivate(turn.Town))
        {
            await turn.TellAsync(saved.OwnerId, turn.Text("reopened-owner", ("number", saved.Number), ("item", saved.Item), ("place", turn.PlaceOf(saved)), ("due", turn.Date(saved.DueAt))),
                TicketCard.Offer(turn, saved, inGroup: false), saved.Number, sending);
        }
        await offer.SayAsync(turn, saved, "offer-again");
        if (wasMajor && turn.Town.TownLeader is { } leader)
            await turn.TellAsync(leader.Id, turn.Text("reopened-leader", ("number", saved.Number), ("item", saved.Item), ("due", turn.Date(saved.DueAt))), ticket: saved.Number, sending: sending);
        await OpenTicket.CopyToSecretaryAsync(turn, saved);
    }

    private static Task ThankAsync(Turn turn, Ticket closed, bool byProxy) =>
        turn.AnswerAsync(turn.Text(byProxy ? "closed-by-proxy" : "closed-rated", ("number", closed.Number), ("name", closed.RequesterName)), closed.Number);

    private static async Task AskForRatingAsync(Turn turn, Ticket closed, bool byProxy)
    {
        if (byProxy)
        {
            await turn.AnswerAsync(turn.Text("closed-by-proxy", ("number", closed.Number), ("name", closed.RequesterName)), closed.Number);
            return;
        }
        await turn.ReplyAsync(turn.Text("rate-ask", ("number", closed.Number)), TicketCard.Rate(turn, closed), closed.Number);
    }

    // Who asked for the same is told too: by name in the group, where the answer was given there it has been heard already.
    private async Task TellJoinedAsync(Turn turn, Ticket closed)
    {
        if (closed.People < 2) return;
        var others = (await book.PeopleAsync(turn, closed)).Where(p => p.Person != turn.Speaker.Id && p.Person != closed.RequesterId).ToList();
        if (others.Count == 0) return;
        var text = turn.Text("closed-joined", ("number", closed.Number), ("item", closed.Item));
        if (!closed.IsPrivate(turn.Town) && closed.Group(turn.Town) is { } group)
            await turn.SayAsync(new Outbound { Key = "", To = group, Text = text, Ticket = closed.Number, Mentions = [.. others.Select(p => new Mention(p.Person, p.Name))] });
        else
            foreach (var other in others) await turn.TellAsync(other.Person, text, ticket: closed.Number);
    }
}

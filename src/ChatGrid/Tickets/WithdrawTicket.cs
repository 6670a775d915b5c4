using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>撤单, 不是诉求 and 撤回: the requester takes the matter back.</summary>
public sealed class WithdrawTicket(TicketBook book)
{
    /// <param name="phrase">What is answered: withdrawn, not a request, settled.</param>
    public async Task RunAsync(Turn turn, Ticket ticket, string phrase)
    {
        var withdrawn = await WithdrawAsync(turn, ticket, turn.Inbound.Text);
        await turn.AnswerAsync(turn.Text(phrase, ("number", withdrawn.Number)), withdrawn.Number);
        await TellClaimerAsync(turn, ticket, "withdrawn-claimer");
    }

    /// <summary>The message was recalled: its text is wiped everywhere; a ticket that nobody has claimed is withdrawn with it.</summary>
    public async Task RecallAsync(Turn turn, Ticket ticket)
    {
        await book.Events.WipeAsync(turn.Session, ticket.Id);
        var wiped = ticket with { Text = "", Phone = null };
        if (ticket.State == TicketState.Offered)
        {
            var withdrawn = await WithdrawAsync(turn, wiped, "");
            await turn.AnswerAsync(turn.Text("recall-withdrawn", ("number", withdrawn.Number)), withdrawn.Number);
            return;
        }
        await book.ChangeAsync(turn, wiped, TicketEventKind.Wiped, turn.Speaker.Id);
        await TellClaimerAsync(turn, ticket, "recall-claimer");
    }

    private async Task<Ticket> WithdrawAsync(Turn turn, Ticket ticket, string detail)
    {
        var withdrawn = await book.ChangeAsync(turn, ticket with { State = TicketState.Withdrawn, ClosedAt = turn.Now }, TicketEventKind.Withdrawn, turn.Speaker.Id, detail, turn.Inbound.MessageKey);
        if (withdrawn.Group(turn.Town) is { } group && !withdrawn.IsPrivate(turn.Town))
            await turn.SayAsync(new Outbound { Key = "", To = group, Card = TicketCard.Taken(turn, withdrawn, inGroup: true), UpdatesCard = true });
        return withdrawn;
    }

    private static async Task TellClaimerAsync(Turn turn, Ticket ticket, string phrase)
    {
        if (ticket.ClaimerId is { } claimer && claimer != turn.Speaker.Id && ticket.IsOpen)
            await turn.TellAsync(claimer, turn.Text(phrase, ("number", ticket.Number), ("item", ticket.Item), ("name", ticket.RequesterName)), ticket: ticket.Number);
    }
}

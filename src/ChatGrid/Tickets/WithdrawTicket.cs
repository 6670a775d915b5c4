using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>撤单, 不是诉求 and 撤回: who asked takes the matter back. Where several asked for the same it goes on for the others.</summary>
public sealed class WithdrawTicket(TicketBook book)
{
    /// <param name="phrase">What is answered: withdrawn, not a request, settled.</param>
    public async Task RunAsync(Turn turn, Ticket ticket, string phrase)
    {
        if (await OthersAsync(turn, ticket) is { Count: > 0 } others)
        {
            await LeaveAsync(turn, ticket, others, "left");
            return;
        }
        var withdrawn = await WithdrawAsync(turn, ticket, turn.Inbound.Text);
        await turn.AnswerAsync(turn.Text(phrase, ("number", withdrawn.Number)), withdrawn.Number);
        await TellClaimerAsync(turn, ticket, "withdrawn-claimer");
    }

    /// <summary>The message was recalled: its text is wiped everywhere; a ticket that nobody has claimed is withdrawn with it.</summary>
    public async Task RecallAsync(Turn turn, Ticket ticket)
    {
        await book.Events.WipeAsync(turn.Session, ticket.Id);
        var wiped = ticket with { Text = "", Phone = null };
        if (ticket.State == TicketState.Offered && await OthersAsync(turn, ticket) is { Count: > 0 } others)
        {
            await LeaveAsync(turn, wiped, others, "recall-left");
            return;
        }
        if (ticket.State == TicketState.Offered)
        {
            var withdrawn = await WithdrawAsync(turn, wiped, "");
            await turn.AnswerAsync(turn.Text("recall-withdrawn", ("number", withdrawn.Number)), withdrawn.Number);
            return;
        }
        await book.ChangeAsync(turn, wiped, TicketEventKind.Wiped, turn.Speaker.Id);
        await TellClaimerAsync(turn, ticket, "recall-claimer");
    }

    // Those who asked for the same besides the speaker; none when the speaker is not among those who asked.
    private async Task<IReadOnlyList<TicketPerson>> OthersAsync(Turn turn, Ticket ticket)
    {
        if (ticket.People < 2) return [];
        var people = await book.PeopleAsync(turn, ticket);
        return people.Any(p => p.Person == turn.Speaker.Id) ? [.. people.Where(p => p.Person != turn.Speaker.Id)] : [];
    }

    // The first of the others is the requester from then on; what was the leaver's own, phone and door, goes along.
    private async Task LeaveAsync(Turn turn, Ticket ticket, IReadOnlyList<TicketPerson> others, string phrase)
    {
        await book.Events.RemovePersonAsync(turn.Session, ticket.Id, turn.Speaker.Id);
        var left = ticket with { People = others.Count };
        if (ticket.RequesterId == turn.Speaker.Id)
            left = left with { RequesterId = others[0].Person, RequesterName = others[0].Name, Phone = null, ForWhom = null, Place = ticket.Place is null ? null : Places.WithoutRoom(ticket.Place) };
        left = await book.ChangeAsync(turn, left, TicketEventKind.Left, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text(phrase, ("number", left.Number), ("people", left.People)), left.Number);
        if (left.ClaimerId is { } claimer && claimer != turn.Speaker.Id)
            await turn.TellAsync(claimer, turn.Text("left-claimer", ("number", left.Number), ("item", left.Item), ("name", turn.Speaker.Name), ("people", left.People), ("requester", left.RequesterName)), ticket: left.Number);
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

using ChatGrid.Conversations;
using ChatGrid.Deadlines;

namespace ChatGrid.Tickets;

/// <summary>到了 and 完成: the claimer is at the door, or says that the work is done; then the requester is asked.</summary>
public sealed class FinishTicket(TicketBook book)
{
    public async Task ArriveAsync(Turn turn, Ticket ticket)
    {
        await ArrivedAsync(turn, ticket);
        await turn.AnswerAsync(turn.Text("arrived", ("number", ticket.Number)), ticket.Number);
    }

    public async Task DoneAsync(Turn turn, Ticket ticket)
    {
        var atDoor = ticket is { Emergency: true, ArrivedAt: null } ? Arrived(turn, ticket) : ticket;
        var done = await book.ChangeAsync(turn, atDoor with { State = TicketState.AwaitingConfirmation, DoneAt = turn.Moment(ticket), AskedAt = null },
            TicketEventKind.Done, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        if (turn.Inbound.Kind == InboundKind.Action) await turn.AnswerAsync(turn.Text("done-thanks", ("number", done.Number)));
        await turn.RedrawAsync(turn.Speaker.Id, TicketCard.Done(turn, done, "work"));
        await AskAsync(turn, done);
    }

    /// <summary>Asks once more, privately like every reminder.</summary>
    public static Task RemindAsync(Work work, Ticket ticket) => work.TellAsync(ticket.RequesterId,
        work.Text("confirm-remind", ("number", ticket.Number), ("item", ticket.Item)), TicketCard.Confirm(work, ticket), ticket.Number);

    /// <summary>Asks whether it is solved: in the group, by name; a private matter, or one told in private, privately.</summary>
    private async Task AskAsync(Turn work, Ticket ticket)
    {
        var people = await book.PeopleAsync(work, ticket);
        var text = work.Text("confirm-ask", ("number", ticket.Number), ("item", ticket.Item), ("name", work.Town.NameOf(ticket.ClaimerId)));
        var group = AsksInGroup(work, ticket) ? ticket.Group(work.Town) : null;
        if (group is { } to)
        {
            await work.SayAsync(new Outbound
            {
                Key = "",
                To = to,
                Text = text,
                Card = TicketCard.Confirm(work, ticket),
                Ticket = ticket.Number,
                Mentions = [.. people.Select(p => new Mention(p.Person, p.Name))],
            });
        }
        else
        {
            await work.TellAsync(ticket.RequesterId, text, TicketCard.Confirm(work, ticket), ticket.Number);
        }
        if (work.Inbound.Kind == InboundKind.Message && work.Conversation != group) await work.ReplyAsync(work.Text("done-thanks", ("number", ticket.Number)), ticket: ticket.Number);
    }

    /// <summary>A question about a private matter, or about one that was told in private, stays private; a proxy report was told by a worker.</summary>
    public static bool AsksInGroup(Work work, Ticket ticket) =>
        !ticket.IsPrivate(work.Town) && (ticket.WasSpokenInGroup || ticket.ReporterId is not null);

    private async Task<Ticket> ArrivedAsync(Turn turn, Ticket ticket) =>
        await book.ChangeAsync(turn, Arrived(turn, ticket), TicketEventKind.Arrived, turn.Speaker.Id, messageKey: turn.Inbound.MessageKey);

    // From the door on an emergency has its tier's own time, counted from the opening.
    private static Ticket Arrived(Work work, Ticket ticket)
    {
        var atDoor = ticket with { ArrivedAt = ticket.ArrivedAt ?? work.Now, LastWordAt = work.Moment(ticket), AskedAt = null };
        return ticket is not { Emergency: true, ArrivedAt: null } ? atDoor : atDoor with
        {
            DueFrom = ticket.OpenedAt,
            DueAt = new WorkCalendar(work.Town).AddDays(ticket.OpenedAt, work.Town.Clocks.Days[ticket.Tier]),
        };
    }
}

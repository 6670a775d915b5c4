using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>撤回: a message taken back takes back what came of it.</summary>
public sealed class RecallStep(TicketStore tickets, TicketEventStore events, WithdrawTicket withdraw, UnsureStore unsure) : ITurnStep
{
    private static readonly TimeSpan Recallable = TimeSpan.FromDays(7);

    public int Order => 50;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Recall) return false;
        var state = turn.State.State;
        var waiting = state.Breath.RemoveAll(l => l.MessageKey == turn.Inbound.MessageKey);
        if (waiting > 0 && state.Breath.Count == 0) state.BreathDue = null;
        var drafts = state.Stack.RemoveAll(f => f.Dialog == ReportDialog.DialogId && f.Read<ReportState>() is { Ticket: null } s && s.Draft.MoreKeys.Prepend(s.Draft.SourceKey).Contains(turn.Inbound.MessageKey));
        if (drafts > 0 && state.Stack.Count == 0) state.ExpiresAt = null;
        var listed = await unsure.RecallAsync(turn.Session, turn.Inbound.MessageKey, turn.Speaker.Id);
        if (waiting + drafts + listed > 0) return true;
        if (await MadeOfAsync(turn) is not { IsOpen: true } ticket || ticket.RequesterId != turn.Speaker.Id) return false;
        await withdraw.RecallAsync(turn, ticket);
        return true;
    }

    // The ticket that began with this message, or that a further one, such as the answer to a question, went into before it was opened.
    private async Task<Ticket?> MadeOfAsync(Turn turn)
    {
        if (await tickets.BySourceAsync(turn.Session, turn.Inbound.MessageKey) is { } begun) return begun;
        foreach (var ticket in (await tickets.OfRequesterAsync(turn.Session, turn.Speaker.Id, turn.Now - Recallable)).Where(t => t.IsOpen))
        {
            if ((await events.OfTicketAsync(turn.Session, ticket.Id)).Any(e => e.At == ticket.OpenedAt && e.MessageKey == turn.Inbound.MessageKey)) return ticket;
        }
        return null;
    }
}

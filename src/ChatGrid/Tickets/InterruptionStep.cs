using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>撤单, 叫网格员 and 帮助 in the middle of a flow.</summary>
public sealed class InterruptionStep(ReportDialog dialog, StateStore states, TicketPicker picker) : ITurnStep
{
    public int Order => 105;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind == InboundKind.Action || !Interrupts(turn)) return false;
        if (await OpenFlowAsync(turn) is not { } stored) return false;
        var frame = stored.State.Top!;
        var state = frame.Read<ReportState>();
        if (state.Ticket is not null && !turn.Command.Is(Verb.CallWorker)) return false;
        // The newest goes: a ticket opened after the draft was begun is dealt with by the step for tickets.
        if (!turn.Command.Is(Verb.CallWorker) && (await picker.MyNewestOpenAsync(turn))?.Number > state.After) return false;
        stored.State.Stack.Remove(frame);
        if (stored.State.Stack.Count == 0) stored.State.ExpiresAt = null;
        if (turn.Command.Is(Verb.CallWorker)) await dialog.TakeOverAsync(turn, state);
        else await turn.ReplyAsync(turn.Text("draft-withdrawn"));
        if (!ReferenceEquals(stored, turn.State)) await states.SaveAsync(turn.Session, stored);
        return true;
    }

    private static bool Interrupts(Turn turn) => TicketPicker.NumberIn(turn) is null
        && turn.Command.Verbs.Any(verb => verb is Verb.Withdraw or Verb.NotARequest or Verb.Solved or Verb.CallWorker);

    // The newest flow of the person: in this chat, or the one that goes on in the private chat.
    private async Task<StoredState?> OpenFlowAsync(Turn turn)
    {
        if (turn.State.State.Top?.Dialog == ReportDialog.DialogId) return turn.State;
        if (!turn.InGroup) return null;
        var stored = await states.FindAsync(turn.Session, turn.Tools.Speakers.PrivateAddress(turn.Speaker.Id).ToString(), turn.Speaker.Id);
        return stored.State.Top?.Dialog == ReportDialog.DialogId ? stored : null;
    }
}

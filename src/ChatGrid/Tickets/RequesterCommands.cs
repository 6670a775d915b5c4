using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What those say and tap who asked: 解决, 未解决, 满意, 撤单, 我家也是.</summary>
public sealed class RequesterCommands(TicketPicker picker, ConfirmTicket confirm, WithdrawTicket withdraw, LeaveTicket leave, TicketLearning learning) : ITurnStep
{
    public int Order => 120;

    public async Task<bool> TryAsync(Turn turn)
    {
        var command = turn.Command;
        if (command.IsNone || command.Is(Verb.ProxyConfirm) || command.Is(Verb.ProxyReport)) return false;
        if (command.Is(Verb.NotARequest) && await StaffSaysNoAsync(turn)) return true;
        var named = await picker.NamedAsync(turn);
        var mine = named is null ? await picker.MineAsync(turn) : (await picker.MineAsync(turn)).Where(t => t.Id == named.Id).ToList();
        if (named is not null && mine.Count == 0) return await NotYoursAsync(turn, named);
        if (command.Is(Verb.Withdraw) || command.Is(Verb.NotARequest)) return await WithdrawAsync(turn, mine);
        if (command.Is(Verb.NotSolved)) return await NotSolvedAsync(turn, mine);
        if (command.Is(Verb.PartlySolved)) return await PartlyAsync(turn, mine);
        if (command.Is(Verb.Solved)) return await SolvedAsync(turn, mine);
        return await RateAsync(turn, mine);
    }

    /// <summary>The rating that the words hold, 不满意 before 满意.</summary>
    public static Rating RatingOf(Command command) => command.Is(Verb.Dissatisfied) ? Rating.Dissatisfied
        : command.Is(Verb.MostlySatisfied) ? Rating.MostlySatisfied : command.Is(Verb.Satisfied) ? Rating.Satisfied : Rating.None;

    private async Task<bool> SolvedAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        var own = mine.Where(t => t.RequesterId == turn.Speaker.Id).ToList();
        var ticket = own.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation)
            ?? own.FirstOrDefault(t => t.State == TicketState.Claimed) ?? own.FirstOrDefault(t => t.State == TicketState.Offered);
        if (ticket is null) return await RateAsync(turn, mine);
        if (ticket.ClaimerId == turn.Speaker.Id) return false;
        // Nobody has done anything about it: it is taken back, not solved by us.
        if (ticket.State == TicketState.Offered) await withdraw.RunAsync(turn, ticket, "settled");
        else await confirm.SolvedAsync(turn, ticket, RatingOf(turn.Command));
        return true;
    }

    private async Task<bool> NotSolvedAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        var ticket = mine.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation) ?? mine.FirstOrDefault(t => IsFreshlySolved(turn, t));
        if (ticket is null) return false;
        await confirm.NotSolvedAsync(turn, ticket);
        return true;
    }

    private async Task<bool> PartlyAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        if (mine.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation) is not { } ticket) return false;
        await confirm.PartlySolvedAsync(turn, ticket);
        return true;
    }

    private async Task<bool> RateAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        var rating = RatingOf(turn.Command);
        if (rating == Rating.None) return false;
        var own = mine.Where(t => t.RequesterId == turn.Speaker.Id).ToList();
        if (own.FirstOrDefault(t => IsFreshlySolved(turn, t) && t.Rating == Rating.None) is { } closed)
        {
            await confirm.RateAsync(turn, closed, rating);
            return true;
        }
        if (own.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation) is not { } waiting) return false;
        if (rating == Rating.Dissatisfied) await turn.ReplyAsync(turn.Text("confirm-first", ("number", waiting.Number)), TicketCard.Confirm(turn, waiting), waiting.Number);
        else await confirm.SolvedAsync(turn, waiting, rating);
        return true;
    }

    private async Task<bool> WithdrawAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        if (mine.FirstOrDefault(t => t.IsOpen) is not { } ticket) return false;
        if (await leave.TryAsync(turn, ticket)) return true;
        var isError = turn.Command.Is(Verb.NotARequest);
        await withdraw.RunAsync(turn, ticket, isError ? "not-a-request" : "withdrawn");
        return true;
    }

    // A worker's 「不是诉求」 by tap or with the number: withdrawn, and learned from.
    private async Task<bool> StaffSaysNoAsync(Turn turn)
    {
        if (TicketPicker.NumberIn(turn) is null || turn.Speaker.Known is not { } person || await picker.NamedAsync(turn) is not { IsOpen: true } ticket) return false;
        if (ticket.RequesterId == person.Id || !ClaimRules.IsWorkerFor(turn.Town, ticket, person)) return false;
        await learning.NotARequestAsync(turn, ticket);
        await withdraw.RunAsync(turn, ticket, "not-a-request");
        return true;
    }

    private static async Task<bool> NotYoursAsync(Turn turn, Ticket named)
    {
        var isAnswer = turn.Inbound.Kind == InboundKind.Action || TicketPicker.NumberIn(turn) is not null;
        var isOurs = turn.Command.Verbs.Any(v => v is Verb.Solved or Verb.PartlySolved or Verb.NotSolved or Verb.Satisfied or Verb.MostlySatisfied or Verb.Dissatisfied or Verb.Withdraw or Verb.NotARequest);
        if (!isAnswer || !isOurs) return false;
        var isTooLate = !named.IsOpen && turn.Command.Verbs.Any(v => v is Verb.Withdraw or Verb.NotARequest);
        await turn.AnswerAsync(isTooLate ? turn.Text("ticket-not-open", ("number", named.Number), ("state", turn.StateName(named.State)))
            : turn.Text("only-the-requester", ("number", named.Number), ("name", named.RequesterName)));
        return true;
    }

    private static bool IsFreshlySolved(Turn turn, Ticket ticket) =>
        ticket is { State: TicketState.Closed, Outcome: Outcome.Solved, ClosedAt: { } closed } && turn.Now - closed <= turn.Town.Clocks.ConfirmCloses;
}

/// <summary>「我家也是」 and 「+1」.</summary>
public sealed class MeTooStep(JoinTicket join, ReportDialog dialog, TicketStore tickets) : ITurnStep
{
    public int Order => 450;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (!turn.Command.Is(Verb.MeToo) || !turn.InGroup || turn.Grid is null || (turn.Reading is { Place: not null, IsRequest: true, Margin: >= 0.3 })) return false;
        var item = turn.Reading is { IsRequest: true, Margin: >= 0.3 } ? turn.Reading.Item : null;
        var home = turn.Reading.Place ?? (turn.Inbound.Text.Contains('家', StringComparison.Ordinal) ? turn.Speaker.Known?.Home : null);
        if (await join.MeTooMatterAsync(turn, home, item) is { } ticket)
        {
            await join.RunAsync(turn, ticket);
            return true;
        }
        if (home is null || item is not null) return false;
        // Not the same building: the same trouble at the speaker's own home.
        var newest = (await tickets.OpenOfGridAsync(turn.Session, turn.Grid.Code)).FirstOrDefault(t => turn.Now - t.OpenedAt <= turn.Town.Clocks.MeTooWithin);
        if (newest is null) return false;
        await dialog.GoOnAsync(turn, ReportStep.Drafted(turn) with { Item = newest.Item, Place = home, ForWhom = turn.Speaker.Name });
        return true;
    }
}

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
        if (!turn.Command.Is(Verb.CallWorker) && (await picker.MineAsync(turn)).Any(t => t.IsOpen && t.Number > state.After)) return false;
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

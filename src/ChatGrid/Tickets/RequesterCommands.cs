using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What those say and tap who asked: 解决, 未解决, 满意, 撤单, 我家也是.</summary>
public sealed class RequesterCommands(TicketPicker picker, ConfirmTicket confirm, WithdrawTicket withdraw, TicketLearning learning, CommandBook commands) : ITurnStep
{
    private static readonly TimeSpan ThumbWithin = TimeSpan.FromMinutes(30);

    public int Order => 120;

    public async Task<bool> TryAsync(Turn turn)
    {
        var command = turn.Command;
        if (command.IsNone || command.Is(Verb.ProxyConfirm) || command.Is(Verb.ProxyReport)) return false;
        if (command.Is(Verb.NotARequest) && await StaffSaysNoAsync(turn)) return true;
        var named = await picker.NamedAsync(turn);
        if (named is null && Withdraws(command) && await picker.MyNewestOpenAsync(turn) is { } newest) return await WithdrawAsync(turn, [newest]);
        var mine = await picker.MineAsync(turn);
        if (named is null) return await AnswerAsync(turn, mine);
        mine = [.. mine.Where(t => t.Id == named.Id)];
        return mine.Count > 0 ? await AnswerAsync(turn, mine) : await NotYoursAsync(turn, named);
    }

    private Task<bool> AnswerAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        var command = turn.Command;
        if (Withdraws(command)) return WithdrawAsync(turn, mine);
        if (command.Is(Verb.NotSolved)) return NotSolvedAsync(turn, mine);
        if (command.Is(Verb.PartlySolved) || IsSolvedByHalf(command)) return PartlyAsync(turn, mine);
        if (command.Is(Verb.Solved)) return SolvedAsync(turn, mine);
        return RateAsync(turn, mine);
    }

    private static bool Withdraws(Command command) => command.Is(Verb.Withdraw) || command.Is(Verb.NotARequest);

    /// <summary>The rating that the words hold, 不满意 before 满意.</summary>
    public static Rating RatingOf(Command command) => command.Is(Verb.Dissatisfied) ? Rating.Dissatisfied
        : command.Is(Verb.MostlySatisfied) ? Rating.MostlySatisfied : command.Is(Verb.Satisfied) ? Rating.Satisfied : Rating.None;

    // 「修好了一个，另一个没好」: what follows takes back a part of it.
    private bool IsSolvedByHalf(Command command) =>
        command.Is(Verb.Solved) && commands.Now.Read(command.Rest).Verbs.Any(verb => verb is Verb.NotSolved or Verb.PartlySolved);

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
        var ticket = mine.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation) ?? mine.FirstOrDefault(t => IsFreshlyClosed(turn, t));
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
        // A thumb answers the question that has just been put; later it may be meant for anything.
        var isThumb = Gestures.IsThumb(turn.Inbound.Text);
        if (own.FirstOrDefault(t => IsFreshlyClosed(turn, t) && t.Rating == Rating.None && (!isThumb || turn.Now - t.ClosedAt <= ThumbWithin)) is { } closed)
        {
            await confirm.RateAsync(turn, closed, rating);
            return true;
        }
        if (own.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation) is not { } waiting || isThumb) return false;
        if (rating == Rating.Dissatisfied) await turn.ReplyAsync(turn.Text("confirm-first", ("number", waiting.Number)), TicketCard.Confirm(turn, waiting), waiting.Number);
        else await confirm.SolvedAsync(turn, waiting, rating);
        return true;
    }

    private async Task<bool> WithdrawAsync(Turn turn, IReadOnlyList<Ticket> mine)
    {
        if (mine.FirstOrDefault(t => t.IsOpen) is not { } ticket) return false;
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

    // Closed by an answer or by silence: for a while it may still be said that it is not solved.
    private static bool IsFreshlyClosed(Turn turn, Ticket ticket) =>
        ticket is { State: TicketState.Closed, ClosedAt: { } closed } && turn.Now - closed <= turn.Town.Clocks.ConfirmCloses;
}

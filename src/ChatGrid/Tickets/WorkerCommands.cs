using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What those say and tap who do the work: 接单, 到了, 完成, 退单, 转单.</summary>
public sealed class WorkerCommands(TicketPicker picker, ClaimTicket claim, GiveBackTicket giveBack, FinishTicket finish) : ITurnStep
{
    public int Order => 110;

    public Task<bool> TryAsync(Turn turn)
    {
        var command = turn.Command;
        if (command.Is(Verb.ProxyConfirm) || command.Is(Verb.ProxyReport)) return Task.FromResult(false);
        if (command.Is(Verb.Done) || command.Is(Verb.Arrived) || command.Is(Verb.GiveBack) || command.Is(Verb.HandOver)) return WithOwnAsync(turn);
        return command.Is(Verb.Claim) ? ClaimAsync(turn) : Task.FromResult(false);
    }

    private async Task<bool> ClaimAsync(Turn turn)
    {
        if (turn.Reading.IsRequest && !turn.Command.Whole && TicketPicker.NumberIn(turn) is null) return false;
        if (await picker.NamedAsync(turn) is { } named)
        {
            await claim.RunAsync(turn, named);
            return true;
        }
        // 「我来了」 of somebody who could not claim anyway is talk, unless the word 接 is said.
        if (!turn.Addressed && !MayHelp(turn) && !turn.Command.IsTerse && turn.Inbound.Text.AsSpan().IndexOfAny('接', '抢') < 0) return false;
        if (await picker.OfferedAsync(turn) is [var offered, ..])
        {
            await claim.RunAsync(turn, offered);
            return true;
        }
        if (await picker.JustTakenAsync(turn) is { } taken && turn.Speaker.Known is not null)
        {
            await claim.RunAsync(turn, taken);
            return true;
        }
        if (!turn.Addressed) return false;
        await turn.ReplyAsync(turn.Text("nothing-to-claim"));
        return true;
    }

    private static bool MayHelp(Turn turn) => turn.Speaker.Known is { } person && (person.IsStaff || person.Is(Role.Volunteer));

    private async Task<bool> WithOwnAsync(Turn turn)
    {
        var claimed = await picker.ClaimedAsync(turn);
        var named = await picker.NamedAsync(turn);
        if (named is not null && named.ClaimerId != turn.Speaker.Id) return await NotYoursAsync(turn, named);
        if (named is not null && named.State is not (TicketState.Claimed or TicketState.Suspended)) return await NotOpenAsync(turn, named);
        if ((named ?? (claimed.Count == 1 ? claimed[0] : null)) is { } ticket)
        {
            await ActAsync(turn, ticket);
            return true;
        }
        if (claimed.Count == 0) return false;
        await TicketPicker.AskWhichAsync(turn, claimed, VerbOf(turn.Command).ToString().ToLowerInvariant());
        return true;
    }

    private Task ActAsync(Turn turn, Ticket ticket) => VerbOf(turn.Command) switch
    {
        Verb.GiveBack => giveBack.GiveBackAsync(turn, ticket),
        Verb.HandOver => giveBack.HandOverAsync(turn, ticket, turn.Command.Name),
        Verb.Arrived => finish.ArriveAsync(turn, ticket),
        _ => finish.DoneAsync(turn, ticket),
    };

    // 「到了，修好了」 is done; 「去不了了」 outweighs both.
    private static Verb VerbOf(Command command) => command.Is(Verb.HandOver) ? Verb.HandOver
        : command.Is(Verb.GiveBack) ? Verb.GiveBack : command.Is(Verb.Done) ? Verb.Done : Verb.Arrived;

    // Words like 「好了」 belong to the requester's answer when the ticket is not the speaker's own work.
    private static async Task<bool> NotYoursAsync(Turn turn, Ticket ticket)
    {
        if (turn.Command.Is(Verb.Solved)) return false;
        await turn.AnswerAsync(turn.Text(ticket.ClaimerId is null ? "not-claimed-yet" : "claim-lost", ("number", ticket.Number), ("name", turn.Town.NameOf(ticket.ClaimerId))));
        return true;
    }

    private static async Task<bool> NotOpenAsync(Turn turn, Ticket ticket)
    {
        await turn.AnswerAsync(turn.Text("ticket-not-open", ("number", ticket.Number), ("state", turn.StateName(ticket.State))));
        return true;
    }
}

using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What nobody can make anything of, a text without end or a tap that no card offers, is answered and goes no further.</summary>
public sealed partial class UnusableStep : ITurnStep
{
    private static readonly Verb[] OnCards =
    [
        Verb.Claim, Verb.Arrived, Verb.Done, Verb.GiveBack, Verb.HandOver, Verb.Solved, Verb.PartlySolved, Verb.NotSolved,
        Verb.Satisfied, Verb.MostlySatisfied, Verb.Dissatisfied, Verb.Withdraw, Verb.NotARequest, Verb.Reclass, Verb.Unsure,
    ];

    public int Order => 10;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind == InboundKind.Action)
        {
            if (turn.Command.Verbs.Any(OnCards.Contains) && TapForm().IsMatch(turn.Inbound.Action ?? "")) return false;
            turn.Answer = new(turn.Text("button-out-of-date"));
            return true;
        }
        if (turn.Inbound.Text.Length <= Inbound.LongestText) return false;
        if (turn.Addressed) await turn.ReplyAsync(turn.Text("too-long"));
        return true;
    }

    // As TicketCard and UnsureCards write it: claim:12, reclass:12:供电故障, unsure:yes=018e….
    [GeneratedRegex("^(?:(?!reclass)[a-z]+:\\d{1,7}|reclass:\\d{1,7}:.+|unsure:(?:yes|no)=[0-9a-f-]{36})$", RegexOptions.CultureInvariant)]
    private static partial Regex TapForm();
}

/// <summary>「接单 99」 where there is no 99: said so, whatever was to be done with it.</summary>
public sealed class NoSuchTicketStep(TicketStore tickets) : ITurnStep
{
    public int Order => 80;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (TicketPicker.NumberIn(turn) is not { } number || (turn.Reading.IsRequest && !turn.Command.Whole)) return false;
        if (await tickets.ByNumberAsync(turn.Session, number) is not null) return false;
        await turn.AnswerAsync(turn.Text("no-such-ticket", ("number", number)));
        return true;
    }
}

using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>A claimer who has been asked how it is going answers privately, in whatever words: no new request, and thanked.</summary>
public sealed class IdleAnswerStep(TicketStore tickets) : ITurnStep
{
    public int Order => 490;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || turn.InGroup || turn.Speaker.Known is null || turn.Reading.IsRequest || !turn.Command.IsNone) return false;
        var asked = (await tickets.ClaimedByAsync(turn.Session, turn.Speaker.Id)).Where(t => t is { State: TicketState.Claimed, AskedAt: not null }).ToList();
        if (asked.Count == 0) return false;
        foreach (var ticket in asked) await tickets.SaveAsync(turn.Session, ticket with { LastWordAt = turn.Moment(ticket), AskedAt = null });
        await turn.ReplyAsync(turn.Text("word-noted", ("number", asked[0].Number)), ticket: asked[0].Number);
        return true;
    }
}

/// <summary>A claimer who says a word about it is not idle.</summary>
public sealed class ClaimerWordStep(TicketStore tickets) : ITurnStep
{
    public int Order => 900;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || turn.Speaker.Known is null) return false;
        var claimed = (await tickets.ClaimedByAsync(turn.Session, turn.Speaker.Id)).Where(t => t.State == TicketState.Claimed && (!turn.InGroup || t.Grid == turn.Grid?.Code)).ToList();
        foreach (var ticket in claimed) await tickets.SaveAsync(turn.Session, ticket with { LastWordAt = turn.Moment(ticket), AskedAt = null });
        return claimed.Count > 0 && turn.InGroup;
    }
}

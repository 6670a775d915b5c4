using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Whoever speaks to the bot gets an answer, if only what it is for.</summary>
public sealed class PrivateHintStep : ITurnStep
{
    public int Order => 990;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind == InboundKind.Action)
        {
            turn.Answer = new(turn.Text("button-out-of-date"));
            return true;
        }
        if (turn.Inbound.Kind != InboundKind.Message || !turn.Addressed) return false;
        var key = turn.Reading.Kind == MessageKind.Thanks ? "hint-thanks" : turn.Inbound.Media.Count > 0 && turn.Inbound.Text.Length == 0 ? "hint-photo" : "hint";
        await turn.ReplyAsync(turn.Text(key));
        return true;
    }
}

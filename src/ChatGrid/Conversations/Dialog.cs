namespace ChatGrid.Conversations;

/// <summary>A flow of questions with one person. Its frame on the stack holds what it knows so far; what interrupts it (a command, a new
/// request) is seen first, and what lies beneath puts its question again when it is on top once more.</summary>
public abstract class Dialog
{
    /// <summary>Durable: it stands in stored frames.</summary>
    public abstract string Id { get; }

    /// <summary>Gives the dialog the person's next message.</summary>
    /// <returns>False when the message is no answer and the dialog leaves it to others.</returns>
    public abstract Task<bool> ContinueAsync(Turn turn, DialogFrame frame);

    /// <summary>Nobody went on with it in time: one line that says so, and it is gone.</summary>
    public abstract Task ExpireAsync(Work work, StoredState stored, DialogFrame frame);

    /// <summary>Puts the open question again after what lay above has ended.</summary>
    public abstract Task RepromptAsync(Turn turn, DialogFrame frame);
}

/// <summary>Passes a message to the dialog on top of the speaker's stack.</summary>
public sealed class DialogStep(IEnumerable<Dialog> dialogs) : ITurnStep
{
    private readonly Dictionary<string, Dialog> _dialogs = dialogs.ToDictionary(d => d.Id);

    public int Order => 300;

    public Dialog? Find(string id) => _dialogs.GetValueOrDefault(id);

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || turn.State.State.Top is not { } frame || Find(frame.Dialog) is not { } dialog) return false;
        if (!await dialog.ContinueAsync(turn, frame)) return false;
        if (turn.State.State.Top is { } beneath && !ReferenceEquals(beneath, frame) && Find(beneath.Dialog) is { } waiting)
            await waiting.RepromptAsync(turn, beneath);
        return true;
    }
}

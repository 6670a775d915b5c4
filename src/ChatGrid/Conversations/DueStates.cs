using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>The clock of conversations: breaths that have ended and flows that nobody went on with.</summary>
public sealed partial class DueStates(Database database, StateStore states, TurnRunner turns, DialogStep dialogs, SpeakingTools tools, ILogger<DueStates> logger) : IDueWork
{
    private const int AtOnce = 500;
    private DateTimeOffset _lastRun = DateTimeOffset.MaxValue;

    public Task<DateTimeOffset?> NextAsync(Session session) => states.NextDueAsync(session);

    public async Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // After a stop, or once the clock has been set back, what waits for a moment of quiet has waited long enough.
        if (now < _lastRun) await EndAllBreathsAsync(cancellationToken);
        _lastRun = now;
        foreach (var stored in await database.ReadAsync(s => states.DueAsync(s, now, AtOnce), cancellationToken))
        {
            await TryAsync(stored, () => stored.State.BreathDue <= now ? turns.EndBreathAsync(stored, cancellationToken)
                : database.WriteAsync(session => ExpireAsync(session, stored, now), cancellationToken));
        }
    }

    /// <summary>Treats every waiting breath as ended, whatever the clock says: for rehearsals, where a line is taken as followed by quiet.</summary>
    public async Task EndAllBreathsAsync(CancellationToken cancellationToken)
    {
        var all = await database.ReadAsync(s => states.DueAsync(s, DateTimeOffset.MaxValue.AddYears(-1), AtOnce), cancellationToken);
        foreach (var stored in all.Where(s => s.State.BreathDue is not null)) await TryAsync(stored, () => turns.EndBreathAsync(stored, cancellationToken));
    }

    // What cannot be dealt with stands as it stood and is looked at again at the next tick.
    private async Task TryAsync(StoredState stored, Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // One state that cannot be dealt with must not stop the clock of all others.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(logger, e, stored.Conversation);
        }
    }

    private async Task ExpireAsync(Session session, StoredState stored, DateTimeOffset now)
    {
        var current = (await states.OfConversationAsync(session, stored.Conversation)).FirstOrDefault(s => s.Person == stored.Person);
        if (current is null || current.ETag != stored.ETag || current.State.ExpiresAt > now) return;
        var work = new Work(session, turns.Town, now, $"expire|{stored.Conversation}|{stored.Person}|{stored.ETag}", tools);
        if (current.State.Top is { } frame && dialogs.Find(frame.Dialog) is { } dialog) await dialog.ExpireAsync(work, current, frame);
        current.State.Stack.Clear();
        current.State.ExpiresAt = null;
        await states.SaveAsync(session, current);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was due in {Conversation} could not be done; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception error, string conversation);
}

using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>The clock of conversations: breaths that have ended and flows that nobody went on with.</summary>
public sealed class DueStates(Database database, StateStore states, TurnRunner turns, DialogStep dialogs, TownBook towns, SpeakingTools tools) : IDueWork
{
    public Task<DateTimeOffset?> NextAsync(Session session) => states.NextDueAsync(session);

    public async Task RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(s => states.DueAsync(s, now, 500), cancellationToken);
        foreach (var stored in due)
        {
            if (stored.State.BreathDue <= now) await turns.EndBreathAsync(stored, cancellationToken);
            else await database.WriteAsync(session => ExpireAsync(session, stored, now), cancellationToken);
        }
    }

    /// <summary>Treats every waiting breath as ended, whatever the clock says: for rehearsals, where a line is taken as followed by quiet.</summary>
    public async Task EndAllBreathsAsync(CancellationToken cancellationToken)
    {
        var all = await database.ReadAsync(s => states.DueAsync(s, DateTimeOffset.MaxValue.AddYears(-1), 500), cancellationToken);
        foreach (var stored in all.Where(s => s.State.BreathDue is not null)) await turns.EndBreathAsync(stored, cancellationToken);
    }

    private async Task ExpireAsync(Session session, StoredState stored, DateTimeOffset now)
    {
        var current = (await states.OfConversationAsync(session, stored.Conversation)).FirstOrDefault(s => s.Person == stored.Person);
        if (current is null || current.ETag != stored.ETag || current.State.ExpiresAt > now) return;
        var work = new Work(session, towns.Now, now, $"expire|{stored.Conversation}|{stored.Person}|{stored.ETag}", tools);
        if (current.State.Top is { } frame && dialogs.Find(frame.Dialog) is { } dialog) await dialog.ExpireAsync(work, current, frame);
        current.State.Stack.Clear();
        current.State.ExpiresAt = null;
        await states.SaveAsync(session, current);
    }
}

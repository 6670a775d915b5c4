using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Conversations;

/// <summary>Whether a line should wait for what the same person may add to it; set by the capability that knows what is complete.</summary>
public sealed record BreathRule(Func<Turn, bool> MustWait);

/// <summary>What a turn needs to be heard: who speaks where, and how it reads.</summary>
public sealed class Hearing(TownBook towns, GroupBindings groups, Speakers speakers, ReaderBook readers, CommandBook commands, TimeProvider clock)
{
    public Heard Hear(Inbound inbound, IReadOnlyList<string>? earlier = null)
    {
        var town = towns.Now;
        var now = clock.GetUtcNow();
        var speaker = speakers.Resolve(town, inbound.Conversation.Channel, inbound.Sender);
        var grid = inbound.Conversation.IsGroup ? GridOfGroup(inbound.Conversation.ToString()) : null;
        if (inbound is { Kind: InboundKind.Action, Action: { } action })
            return new(inbound, speaker, grid, Reading.Nothing, Command.OfAction(action), now);
        if (inbound.Kind != InboundKind.Message || inbound.Text.Length is 0 or > Inbound.LongestText)
            return new(inbound, speaker, grid, Reading.Nothing, Command.None, now);
        var command = Gestures.IsThumb(inbound.Text) ? new Command([Verb.Satisfied]) { IsTerse = true } : commands.Now.Read(inbound.Text);
        var reading = readers.Now.Read(new(inbound.Text, speaker.RoleForReading, inbound.Quote?.Text, town.Local(now), earlier));
        return new(inbound, speaker, grid, reading, command, now);
    }

    public Town Town => towns.Now;

    public Grid? GridOfGroup(string address) => groups.GridOf(towns.Now, address);
}

/// <summary>Runs turns: each in one transaction that holds the inbox row, the state, what it did and what it says; committed before the
/// delivery is acknowledged, sent after.</summary>
public sealed partial class TurnRunner(Database database, Hearing hearing, InboxStore inbox, StateStore states,
    TurnSteps steps, SpeakingTools tools, ILogger<TurnRunner> logger)
{
    private const int MostTries = 5;

    public Town Town => hearing.Town;

    /// <summary>Takes one delivery in. When it returns, everything that the message means is stored.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not take it; the channel must not acknowledge.</exception>
    public async Task<Answer> ReceiveAsync(Inbound inbound, CancellationToken cancellationToken = default)
    {
        var heard = hearing.Hear(inbound);
        if (IsSurelyChatter(heard) && !await database.ReadAsync(s => states.AnyAsync(s, inbound.Conversation.ToString()), cancellationToken))
            return Answer.None;
        return await RunAsync(heard, cancellationToken);
    }

    /// <summary>A person has paused: what waits of theirs is read together.</summary>
    public Task EndBreathAsync(StoredState stored, CancellationToken cancellationToken = default) =>
        TryAsync(session => EndBreathAsync(session, stored.Conversation, stored.Person), cancellationToken);

    private static bool IsSurelyChatter(Heard heard) =>
        heard.Speaker.Known?.Is(Role.Volunteer) != true && heard.Inbound is { Kind: InboundKind.Message, MentionsBot: false, Quote: null, Media.Count: 0, Conversation.IsGroup: true }
        && heard.Command.IsNone && heard.Reading is { Band: Band.None, OnlyPlace: false, Corrects: false, Phone: null };

    private Task<Answer> RunAsync(Heard heard, CancellationToken cancellationToken) =>
        TryAsync(session => RunAsync(session, heard), cancellationToken);

    private async Task<Answer> TryAsync(Func<Session, Task<Answer>> run, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(run, cancellationToken);
            }
            catch (ConflictException) when (attempt < MostTries)
            {
                RunAgain(logger, attempt);
            }
        }
    }

    private async Task<Answer> RunAsync(Session session, Heard heard)
    {
        var channel = heard.Inbound.Conversation.Channel;
        if (await inbox.SeenAsync(session, channel, heard.Inbound.DedupKey) is { } before) return before;
        var all = await states.OfConversationAsync(session, heard.Inbound.Conversation.ToString());
        var own = all.FirstOrDefault(s => s.Person == heard.Speaker.Id) ?? NewState(heard);
        var turn = await NewTurnAsync(session, heard, own, all);
        var handled = TakeBreath(turn);
        if (!handled)
        {
            if (own.State.Breath.Count > 0 && heard.Command.IsNone && heard.Inbound.Kind == InboundKind.Message)
                turn = await NewTurnAsync(session, WithBreath(own, heard.Inbound), own, all);
            handled = await steps.RunAsync(turn);
        }
        await SaveAsync(turn, all, handled);
        return turn.Answer;
    }

    private async Task<Answer> EndBreathAsync(Session session, string conversation, string person)
    {
        var all = await states.OfConversationAsync(session, conversation);
        if (all.FirstOrDefault(s => s.Person == person) is not { State.Breath.Count: > 0 } own) return Answer.None;
        var heard = WithBreath(own, null);
        var turn = await NewTurnAsync(session, heard, own, all);
        var handled = await steps.RunAsync(turn);
        await SaveAsync(turn, all, handled);
        return turn.Answer;
    }

    // A line that may go on waits; a further line of the same person joins those that wait already.
    private bool TakeBreath(Turn turn)
    {
        var state = turn.State.State;
        if (turn.Inbound.Kind != InboundKind.Message || !turn.Command.IsNone || turn.Addressed || !steps.MustWait(turn)) return false;
        state.Breath.Add(new(turn.Inbound.Text, turn.Inbound.MessageKey, turn.Inbound.ReplyTo, turn.Inbound.At, [.. turn.Inbound.Media]));
        state.BreathDue = turn.Now + turn.Town.Clocks.Breath;
        state.Name = turn.Speaker.Name;
        return true;
    }

    private Heard WithBreath(StoredState own, Inbound? last)
    {
        var lines = own.State.Breath.ToList();
        if (last is not null) lines.Add(new(last.Text, last.MessageKey, last.ReplyTo, last.At, [.. last.Media]));
        own.State.Breath.Clear();
        own.State.BreathDue = null;
        var conversation = Address.Parse(own.Conversation);
        var sender = last?.Sender ?? new Sender(own.Person.Contains('/', StringComparison.Ordinal) ? Address.Parse(own.Person).Id : own.Person, own.State.Name);
        var together = new Inbound
        {
            DedupKey = last?.DedupKey ?? lines[^1].MessageKey + ":breath",
            Conversation = conversation,
            Sender = sender,
            Text = string.Join("，", lines.Select(l => l.Text.Trim().TrimEnd('，', ',', '。')).Where(t => t.Length > 0)),
            MentionsBot = last?.MentionsBot ?? false,
            Quote = last?.Quote,
            Media = [.. lines.SelectMany(l => l.Media)],
            MessageKey = lines[0].MessageKey,
            MoreKeys = [.. lines.Skip(1).Select(l => l.MessageKey)],
            At = lines[0].At,
            ReplyTo = lines[^1].ReplyTo,
        };
        return hearing.Hear(together);
    }

    private async Task SaveAsync(Turn turn, IReadOnlyList<StoredState> all, bool handled)
    {
        if (turn.Inbound is { Kind: InboundKind.Message } && turn.InGroup)
        {
            foreach (var other in all.Where(s => s.State.QuestionIsLastLine && s.Person != turn.Speaker.Id))
            {
                other.State.QuestionIsLastLine = false;
                await states.SaveAsync(turn.Session, other);
            }
        }
        await states.SaveAsync(turn.Session, turn.State);
        // What was no business of ours leaves no trace, not even that it was seen.
        if (handled) await inbox.AddAsync(turn.Session, turn.Conversation.Channel, turn.Inbound.DedupKey, turn.Answer, turn.Now);
    }

    private StoredState NewState(Heard heard) => new(heard.Inbound.Conversation.ToString(), heard.Speaker.Id,
        new ConversationState { Name = heard.Speaker.Name, Locale = heard.Inbound.Locale }, 0);

    private async Task<Turn> NewTurnAsync(Session session, Heard heard, StoredState own, IReadOnlyList<StoredState> all)
    {
        var turn = new Turn(session, hearing.Town, heard, own, tools) { States = all };
        turn.Grid ??= await GridOfPrivateAsync(turn);
        return turn;
    }

    // In a private chat the grid is where the person works or lives, or where they last asked for something.
    private async Task<Grid?> GridOfPrivateAsync(Turn turn)
    {
        if (turn.InGroup) return null;
        if (turn.Speaker.Known is { } person)
            return (person.HomeGrid ?? person.Posts.Select(p => p.Grid).FirstOrDefault()) is { } code ? turn.Town.GridByCode(code) : null;
        return await tools.Contacts.FindAsync(turn.Session, turn.Speaker.Id) is { } contact ? hearing.GridOfGroup(contact.Conversation) : null;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Another turn changed the state first; run again after try {Attempt}.")]
    private static partial void RunAgain(ILogger logger, int attempt);
}

/// <summary>All steps in their order.</summary>
public sealed class TurnSteps(IEnumerable<ITurnStep> steps, BreathRule breath)
{
    private readonly ITurnStep[] _steps = [.. steps.OrderBy(s => s.Order)];

    public bool MustWait(Turn turn) => breath.MustWait(turn);

    /// <returns>True when some step dealt with the turn.</returns>
    public async Task<bool> RunAsync(Turn turn)
    {
        foreach (var step in _steps)
        {
            if (await step.TryAsync(turn)) return true;
        }
        return false;
    }
}

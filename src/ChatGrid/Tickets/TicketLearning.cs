using ChatGrid.Conversations;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>A person's decision about a reading, kept redacted for the next fitting of the model.</summary>
public sealed record Correction
{
    public Guid Id { get; init; }
    public string Text { get; init; } = "";
    public string Item { get; init; } = "";
    /// <summary>Name of a <see cref="MessageKind"/>.</summary>
    public string Kind { get; init; } = "";
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>All SQL of <c>corrections</c>.</summary>
public sealed class CorrectionStore
{
    private const string InsertSql = "INSERT INTO corrections (id, text, item, kind, person, at) VALUES (@Id, @Text, @Item, @Kind, @Person, @At)";
    private const string AllSql = "SELECT id AS Id, text AS Text, item AS Item, kind AS Kind, person AS Person, at AS At FROM corrections ORDER BY at DESC, id DESC";

    public Task AddAsync(Session session, Correction correction) => session.ExecuteAsync(InsertSql, correction);

    /// <summary>The newest decisions, in one order on every replica.</summary>
    public Task<IReadOnlyList<Correction>> NewestAsync(Session session, int most) => session.ListAsync<Correction>(session.Limited(AllSql, most));
}

/// <summary>A machine guesses, a person decides: stores what was confirmed and corrected.</summary>
public sealed class TicketLearning(CorrectionStore corrections)
{
    public Task NotARequestAsync(Turn turn, Ticket ticket) => AddAsync(turn, ticket.Text, "", MessageKind.Chat);
    public Task IsItemAsync(Turn turn, string text, string item) => AddAsync(turn, text, item, MessageKind.Report);
    public Task IsNoneAsync(Turn turn, string text) => AddAsync(turn, text, "", MessageKind.Chat);

    private Task AddAsync(Turn turn, string text, string item, MessageKind kind) => text.Length == 0 ? Task.CompletedTask : corrections.AddAsync(turn.Session, new()
    {
        Id = Guid.CreateVersion7(turn.Now),
        Text = Redaction.Redact(text),
        Item = item,
        Kind = kind.ToString(),
        Person = turn.Speaker.Id,
        At = turn.Now,
    });
}

/// <summary>One tap that decides: another item for a ticket, yes or no for an unsure line.</summary>
public sealed class DecisionStep(TicketBook book, TicketPicker picker, UnsureStore unsure, TicketLearning learning, ReportDialog dialog) : ITurnStep
{
    public int Order => 90;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Command.Is(Verb.Reclass)) return await ReclassAsync(turn);
        if (turn.Command.Is(Verb.Unsure)) return await DecideAsync(turn);
        return false;
    }

    private async Task<bool> ReclassAsync(Turn turn)
    {
        var item = turn.Town.ItemByName(turn.Command.Rest) ?? turn.Town.Items.FirstOrDefault(i => turn.Inbound.Text.Contains(i.Name, StringComparison.Ordinal));
        if (await picker.NamedAsync(turn) is not { IsOpen: true } ticket || item is null) return turn.Inbound.Kind == InboundKind.Action && await SayAsync(turn, "reclass-not-now");
        var may = ticket.RequesterId == turn.Speaker.Id || (turn.Speaker.Known is { } person && ClaimRules.IsWorkerFor(turn.Town, ticket, person));
        if (!may) return await SayAsync(turn, "reclass-may-not");
        await learning.IsItemAsync(turn, ticket.Text, item.Name);
        var tier = ticket.State == TicketState.Offered && ticket.Reopened == 0 ? item.Tier : ticket.Tier;
        var changed = await book.ChangeAsync(turn, ticket with
        {
            Item = item.Name,
            RunnerUp = null,
            Tier = tier,
            OwnerId = turn.Town.OwnerFor(ticket.GridOf(turn.Town), tier).Id,
            DueAt = tier == ticket.Tier || ticket.Emergency ? ticket.DueAt : new Deadlines.WorkCalendar(turn.Town).AddDays(turn.Now, turn.Town.Clocks.Days[tier]),
            DueFrom = tier == ticket.Tier || ticket.Emergency ? ticket.DueFrom : turn.Now,
        }, TicketEventKind.Reclassified, turn.Speaker.Id, $"{ticket.Item} → {item.Name}", turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("reclassed", ("number", changed.Number), ("item", changed.Item)), changed.Number);
        if (turn.Inbound.Kind == InboundKind.Action) turn.Answer = turn.Answer with { Card = TicketCard.Offer(turn, changed, turn.InGroup) };
        return true;
    }

    private async Task<bool> DecideAsync(Turn turn)
    {
        var parts = turn.Command.Rest.Split('=', 2);
        if (parts.Length != 2 || !Guid.TryParse(parts[1], out var id) || turn.Speaker.Known is not { IsStaff: true }) return await SayAsync(turn, "reclass-may-not");
        if (await unsure.FindAsync(turn.Session, id) is not { } line || !await unsure.TakeAsync(turn.Session, id)) return await SayAsync(turn, "unsure-gone");
        if (parts[0] != "yes")
        {
            await learning.IsNoneAsync(turn, line.Text);
            return await SayAsync(turn, "unsure-no");
        }
        await learning.IsItemAsync(turn, line.Text, line.Item);
        await OpenAsync(turn, line);
        return await SayAsync(turn, "unsure-yes");
    }

    private Task<Ticket> OpenAsync(Turn turn, UnsureLine line)
    {
        var known = turn.Town.PersonById(line.Person);
        return dialog.OpenAsItIsAsync(turn, new Draft
        {
            Item = line.Item,
            Text = line.Text,
            SourceKey = line.MessageKey,
            Conversation = line.Conversation,
            Grid = line.Grid,
            RequesterId = line.Person,
            RequesterName = line.Name,
            Place = known?.Home,
        });
    }

    private static async Task<bool> SayAsync(Turn turn, string phrase)
    {
        await turn.AnswerAsync(turn.Text(phrase));
        return true;
    }
}

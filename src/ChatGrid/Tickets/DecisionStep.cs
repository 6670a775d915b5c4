using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

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
        await learning.IsItemAsync(turn, ticket, item.Name);
        var tier = ticket.State == TicketState.Offered && ticket.Reopened == 0 ? item.Tier : ticket.Tier;
        var changed = await book.ChangeAsync(turn, ticket with
        {
            Item = item.Name,
            RunnerUp = null,
            Tier = tier,
            OwnerId = turn.Town.OwnerFor(ticket.GridOf(turn.Town), tier).Id,
            DueAt = tier == ticket.Tier || ticket.Emergency ? ticket.DueAt : new WorkCalendar(turn.Town).AddDays(turn.Now, turn.Town.Clocks.Days[tier]),
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

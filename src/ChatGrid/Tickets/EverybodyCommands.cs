using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What everybody may ask: 帮助, 我的单, 待接单, 进度, 催单, 叫网格员.</summary>
public sealed class EverybodyCommands(TicketPicker picker, TicketBook book, UnsureStore unsure) : ITurnStep
{
    private static readonly TimeSpan HurryOnceIn = TimeSpan.FromHours(1);

    public int Order => 130;

    public Task<bool> TryAsync(Turn turn)
    {
        var command = turn.Command;
        if (command.Is(Verb.Help)) return HelpAsync(turn);
        if (command.Is(Verb.MyTickets)) return MineAsync(turn);
        if (command.Is(Verb.OpenTickets)) return OnOfferAsync(turn);
        if (command.Is(Verb.Progress)) return ProgressAsync(turn);
        if (command.Is(Verb.Hurry)) return HurryAsync(turn);
        return command.Is(Verb.CallWorker) ? CallWorkerAsync(turn) : Task.FromResult(false);
    }

    private static async Task<bool> HelpAsync(Turn turn)
    {
        var person = turn.Speaker.Known;
        var key = person is { IsStaff: true } ? "help-staff" : person?.Is(Role.Volunteer) == true ? "help-volunteer" : "help";
        await turn.ReplyAsync(turn.Text(key));
        return true;
    }

    private async Task<bool> MineAsync(Turn turn)
    {
        var lines = new List<string>();
        var claimed = await book.Store.ClaimedByAsync(turn.Session, turn.Speaker.Id);
        Add(turn, lines, "list-claimed", claimed);
        var owned = (await book.Store.OwnedByAsync(turn.Session, turn.Speaker.Id)).Where(t => t.ClaimerId != turn.Speaker.Id).ToList();
        Add(turn, lines, "list-owned", owned);
        Add(turn, lines, "list-asked", (await picker.MineAsync(turn)).Where(t => t.IsOpen).ToList());
        await turn.ReplyAsync(lines.Count == 0 ? turn.Text("list-none") : string.Join('\n', lines));
        if (!turn.InGroup && turn.Speaker.Known is { IsStaff: true }) await UnsureCards.SayAsync(turn, unsure, turn.Speaker.Known);
        return true;
    }

    private async Task<bool> OnOfferAsync(Turn turn)
    {
        var lines = new List<string>();
        Add(turn, lines, "list-offered", await picker.OfferedAsync(turn));
        await turn.ReplyAsync(lines.Count == 0 ? turn.Text("list-none-offered") : string.Join('\n', lines));
        return true;
    }

    private async Task<bool> ProgressAsync(Turn turn)
    {
        var ticket = await picker.NamedAsync(turn);
        if ((ticket ?? await NewestAsync(turn)) is not { } found) return turn.Addressed && await NothingAsync(turn);
        else if (!MaySee(turn, found)) await turn.ReplyAsync(turn.Text("progress-private", ("number", found.Number)));
        else await turn.ReplyAsync(Standing(turn, found), ticket: found.Number);
        return true;
    }

    private async Task<Ticket?> NewestAsync(Turn turn) => (await picker.MineAsync(turn)) is [var newest, ..] ? newest : null;

    private static async Task<bool> NothingAsync(Turn turn)
    {
        await turn.ReplyAsync(turn.Text("list-none"));
        return true;
    }

    private async Task<bool> HurryAsync(Turn turn)
    {
        var mine = await picker.MineAsync(turn);
        if ((await picker.NamedAsync(turn) ?? mine.FirstOrDefault(t => t.IsOpen)) is not { } ticket) return false;
        if (!ticket.IsOpen) await turn.ReplyAsync(turn.Text("ticket-not-open", ("number", ticket.Number), ("state", turn.StateName(ticket.State))));
        else if (mine.All(t => t.Id != ticket.Id)) await turn.ReplyAsync(turn.Text("only-the-requester", ("number", ticket.Number), ("name", ticket.RequesterName)));
        else await PassOnHurryAsync(turn, ticket);
        return true;
    }

    private async Task PassOnHurryAsync(Turn turn, Ticket ticket)
    {
        var who = ticket.ClaimerId ?? ticket.OwnerId;
        if (ticket.HurriedAt is not { } before || turn.Now - before >= HurryOnceIn)
        {
            await book.ChangeAsync(turn, ticket with { HurriedAt = turn.Now }, TicketEventKind.Hurried, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
            await turn.TellAsync(who, turn.Text("hurry-passed", ("number", ticket.Number), ("item", ticket.Item), ("place", turn.PlaceOf(ticket)), ("name", turn.Speaker.Name)), ticket: ticket.Number);
        }
        await turn.ReplyAsync(turn.Text("hurried", ("number", ticket.Number), ("name", turn.Town.NameOf(who)), ("due", turn.Date(ticket.DueAt))), ticket: ticket.Number);
    }

    private static async Task<bool> CallWorkerAsync(Turn turn)
    {
        if (turn.Grid is null || turn.Town.Holder(turn.Grid, Role.Gridworker) is not { } worker) return false;
        await turn.TellAsync(worker.Id, turn.Text("called", ("name", turn.Speaker.Name), ("text", turn.Inbound.Text)));
        await turn.ReplyAsync(turn.Text("called-answer", ("name", worker.Name)));
        return true;
    }

    private static bool MaySee(Turn turn, Ticket ticket) => !ticket.IsPrivate(turn.Town) || ticket.RequesterId == turn.Speaker.Id
        || (!turn.InGroup && turn.Speaker.Known is { IsStaff: true });

    private static string Standing(Turn turn, Ticket ticket)
    {
        var claimer = ticket.ClaimerId is null ? "" : turn.Text("progress-claimer", ("name", turn.Town.NameOf(ticket.ClaimerId)));
        return turn.Text(ticket.IsOpen ? "progress" : "progress-closed", ("number", ticket.Number), ("item", ticket.Item), ("state", turn.StateName(ticket.State)),
            ("owner", turn.Town.NameOf(ticket.OwnerId)), ("claimer", claimer), ("due", turn.Date(ticket.DueAt)));
    }

    private static void Add(Turn turn, List<string> lines, string heading, IReadOnlyList<Ticket> tickets)
    {
        if (tickets.Count == 0) return;
        lines.Add(turn.Text(heading, ("count", tickets.Count)));
        lines.AddRange(tickets.Where(t => !turn.InGroup || !t.IsPrivate(turn.Town)).Take(15).Select(t => turn.Text("list-line", ("number", t.Number), ("item", t.Item),
            ("place", (turn.InGroup ? TicketCard.GroupPlace(t) : t.Place) ?? ""), ("state", turn.StateName(t.State)), ("due", turn.Date(t.DueAt)))));
    }
}

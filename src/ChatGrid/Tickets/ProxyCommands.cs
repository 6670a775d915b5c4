using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>「代报：龙淑 …」 and 「代龙淑确认：解决」: staff speak for somebody who does not write themselves, and it is noted as such.</summary>
public sealed class ProxyCommands(ReportDialog dialog, ConfirmTicket confirm, TicketStore tickets, TicketPicker picker, ReaderBook readers) : ITurnStep
{
    public int Order => 100;

    public async Task<bool> TryAsync(Turn turn)
    {
        var reports = turn.Command.Is(Verb.ProxyReport);
        if (!reports && !turn.Command.Is(Verb.ProxyConfirm)) return false;
        if (turn.Speaker.Known is not { IsStaff: true } person)
        {
            if (turn.Addressed) await turn.ReplyAsync(turn.Text("proxy-staff-only"));
            return turn.Addressed;
        }
        if (reports) await ReportAsync(turn, person);
        else await ConfirmAsync(turn, person);
        return true;
    }

    private async Task ReportAsync(Turn turn, Person reporter)
    {
        var (name, matter) = NameAndMatter(turn);
        if (name is null || matter.Length < 2)
        {
            await turn.ReplyAsync(turn.Text("proxy-how"));
            return;
        }
        var known = turn.Town.PersonByName(name);
        var grid = GridOf(turn, known);
        if (grid is null)
        {
            await turn.ReplyAsync(turn.Text("which-grid"));
            return;
        }
        var reading = readers.Now.Read(new(matter, SenderRole.Resident, null, turn.Town.Local(turn.Now)));
        var item = reading.Item ?? (reading.IsEmergency ? Item.HazardName : Item.OtherName);
        turn.Grid = grid;
        await dialog.GoOnAsync(turn, new Draft
        {
            Item = item,
            RunnerUp = reading.Margin < 0.15 && reading.RunnerUp != item ? reading.RunnerUp : null,
            Emergency = reading.IsEmergency,
            Services = reading.Services,
            Place = ReportStep.AtHome(reading.Place, known?.Home),
            TimeWanted = reading.Time,
            Phone = reading.Phone,
            ForWhom = name,
            Text = matter,
            SourceKey = turn.Inbound.MessageKey,
            Conversation = turn.Conversation.ToString(),
            Grid = grid.Code,
            // Somebody whom neither list nor chat knows has an address that nobody reads; answers come by proxy.
            RequesterId = known?.Id ?? Address.Private(turn.Conversation.Channel, $"代报-{name}").ToString(),
            RequesterName = name,
            ReporterId = reporter.Id,
            Media = [.. turn.Inbound.Media.Select(m => m.Url)],
        });
    }

    private async Task ConfirmAsync(Turn turn, Person person)
    {
        var name = NameBefore(turn.Inbound.Text, "确认") ?? turn.Command.Name;
        var ticket = await picker.NamedAsync(turn) ?? await WaitingAsync(turn, name);
        if (ticket is not { State: TicketState.AwaitingConfirmation })
        {
            await turn.ReplyAsync(turn.Text("proxy-nothing", ("name", name ?? "")));
            return;
        }
        if (ticket.ClaimerId == person.Id)
        {
            await turn.ReplyAsync(turn.Text("proxy-not-yours", ("number", ticket.Number), ("name", ticket.RequesterName)), ticket: ticket.Number);
            return;
        }
        if (!ClaimRules.MayConfirmByProxy(turn.Town, ticket, person))
        {
            await turn.ReplyAsync(turn.Text("proxy-may-not", ("number", ticket.Number)), ticket: ticket.Number);
            return;
        }
        if (turn.Command.Is(Verb.NotSolved)) await confirm.NotSolvedAsync(turn, ticket, byProxy: true);
        else if (turn.Command.Is(Verb.PartlySolved)) await confirm.PartlySolvedAsync(turn, ticket, byProxy: true);
        else if (turn.Command.Is(Verb.Solved)) await confirm.SolvedAsync(turn, ticket, RequesterCommands.RatingOf(turn.Command), byProxy: true);
        else await turn.ReplyAsync(turn.Text("proxy-how-confirm", ("name", ticket.RequesterName)), ticket: ticket.Number);
    }

    private async Task<Ticket?> WaitingAsync(Turn turn, string? name)
    {
        if (name is null) return null;
        var known = turn.Town.PersonByName(name);
        var theirs = known is null ? await tickets.OpenAsync(turn.Session, 500)
            : await tickets.OfRequesterAsync(turn.Session, known.Id, turn.Now - TimeSpan.FromDays(90));
        return theirs.FirstOrDefault(t => t.State == TicketState.AwaitingConfirmation && t.RequesterName == name);
    }

    // A known person's own grid; else where the reporter works.
    private static Grid? GridOf(Turn turn, Person? known) =>
        known?.HomeGrid is { } home ? turn.Town.GridByCode(home)
        : turn.Grid is { } grid ? turn.Town.Upward(grid).FirstOrDefault(g => g.Groups.Count > 0) ?? grid : null;

    private static (string? Name, string Matter) NameAndMatter(Turn turn)
    {
        var text = turn.Inbound.Text;
        var rest = text[(text.IndexOf('报', StringComparison.Ordinal) + 1)..].TrimStart(' ', '：', ':', '，', ',', '　');
        if (turn.Command.Name is { } known && rest.StartsWith(known, StringComparison.Ordinal)) return (known, rest[known.Length..].TrimStart(' ', '，', ',', '：', ':', '　'));
        var end = rest.IndexOfAny([' ', '，', ',', '：', ':', '　', '、']);
        return end is > 0 and <= 8 ? (rest[..end], rest[(end + 1)..].Trim()) : (null, rest);
    }

    private static string? NameBefore(string text, string word)
    {
        var start = text.IndexOf('代', StringComparison.Ordinal);
        var end = text.IndexOf(word, StringComparison.Ordinal);
        return start >= 0 && end > start + 1 ? text[(start + 1)..end].Trim() : null;
    }
}

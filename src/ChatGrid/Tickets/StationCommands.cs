using System.Globalization;
using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>吹哨 and 报到, 反馈 and 挂起: a station is brought in, reports in and back; a matter waits for a date.</summary>
public sealed partial class StationCommands(TicketBook book, TicketPicker picker) : ITurnStep
{
    public int Order => 115;

    public async Task<bool> TryAsync(Turn turn)
    {
        var command = turn.Command;
        if (turn.Speaker.Known is not { IsStaff: true } person) return false;
        if (!command.Verbs.Any(verb => verb is Verb.Whistle or Verb.ReportIn or Verb.Feedback or Verb.Suspend)) return false;
        if (await picker.NamedAsync(turn) is { } named && (!named.IsOpen || !ClaimRules.IsWorkerFor(turn.Town, named, person))) return await NotTheirsAsync(turn, named);
        if (command.Is(Verb.Whistle)) return await WhistleAsync(turn, person);
        if (command.Is(Verb.ReportIn)) return await ReportInAsync(turn, person);
        if (await OwnAsync(turn, person) is not { } ticket) return false;
        if (command.Is(Verb.Suspend)) await SuspendAsync(turn, ticket);
        else await FeedbackAsync(turn, ticket);
        return true;
    }

    private static async Task<bool> NotTheirsAsync(Turn turn, Ticket ticket)
    {
        await turn.AnswerAsync(ticket.IsOpen ? turn.Text("claim-not-yours", ("number", ticket.Number), ("owner", turn.Town.NameOf(ticket.OwnerId)))
            : turn.Text("ticket-not-open", ("number", ticket.Number), ("state", turn.StateName(ticket.State))));
        return true;
    }

    private async Task<bool> WhistleAsync(Turn turn, Person person)
    {
        var station = turn.Town.People.FirstOrDefault(p => p.Station is { } s && turn.Inbound.Text.Contains(s, StringComparison.Ordinal));
        var ticket = await OwnAsync(turn, person);
        if (station is null || ticket is null)
        {
            await turn.AnswerAsync(turn.Text("whistle-how"));
            return true;
        }
        var with = await book.ChangeAsync(turn, ticket with { Station = station.Station }, TicketEventKind.Whistled, person.Id, station.Station!, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("whistled", ("number", with.Number), ("station", station.Station), ("name", station.Name)), with.Number);
        await turn.TellAsync(station.Id, turn.Text("whistle", ("number", with.Number), ("item", with.Item), ("place", turn.PlaceOf(with)),
            ("name", person.Name), ("text", with.Text), ("due", turn.Date(with.DueAt))), TicketCard.Offer(turn, with, inGroup: false), with.Number);
        return true;
    }

    private async Task<bool> ReportInAsync(Turn turn, Person person)
    {
        if (person.Station is null) return false;
        var ticket = await picker.NamedAsync(turn) ?? ((await book.Store.OfStationAsync(turn.Session, person.Station)) is [var newest, ..] ? newest : null);
        if (ticket is null || ticket.Station != person.Station) return false;
        await book.NoteAsync(turn, ticket, TicketEventKind.ReportedIn, person.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("reported-in", ("number", ticket.Number)), ticket.Number);
        await turn.TellAsync(ticket.OwnerId, turn.Text("reported-in-owner", ("number", ticket.Number), ("station", person.Station), ("name", person.Name)), ticket: ticket.Number);
        return true;
    }

    private async Task FeedbackAsync(Turn turn, Ticket ticket)
    {
        await book.NoteAsync(turn, ticket, TicketEventKind.Feedback, turn.Speaker.Id, turn.Command.Rest, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("feedback-noted", ("number", ticket.Number), ("name", ticket.RequesterName)), ticket.Number);
        await turn.TellAsync(ticket.RequesterId, turn.Text("feedback", ("number", ticket.Number), ("item", ticket.Item), ("name", turn.Speaker.Name), ("text", turn.Command.Rest)), ticket: ticket.Number);
    }

    private async Task SuspendAsync(Turn turn, Ticket ticket)
    {
        if (UntilOf(turn) is not { } until || until <= turn.Now)
        {
            await turn.AnswerAsync(turn.Text("suspend-how"));
            return;
        }
        var waiting = await book.ChangeAsync(turn, ticket with { State = TicketState.Suspended, SuspendedUntil = until }, TicketEventKind.Suspended, turn.Speaker.Id, turn.Inbound.Text, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("suspended", ("number", waiting.Number), ("date", turn.Date(until))), waiting.Number);
        await turn.TellAsync(ticket.RequesterId, turn.Text("suspended-requester", ("number", waiting.Number), ("item", waiting.Item), ("date", turn.Date(until))), ticket: waiting.Number);
    }

    // The ticket named, else the newest that the person answers for or works on.
    private async Task<Ticket?> OwnAsync(Turn turn, Person person)
    {
        if (await picker.NamedAsync(turn) is { } named) return named;
        var owned = await book.Store.OwnedByAsync(turn.Session, person.Id);
        return owned.Concat(await book.Store.ClaimedByAsync(turn.Session, person.Id)).OrderByDescending(t => t.OpenedAt).FirstOrDefault();
    }

    private static DateTimeOffset? UntilOf(Turn turn)
    {
        if (DateInText().Match(turn.Inbound.Text) is not { Success: true } match) return null;
        var now = turn.Town.Local(turn.Now);
        var year = match.Groups[1].Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : now.Year;
        var month = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var local = new DateTime(year, month, day, 8, 0, 0);
        return new DateTimeOffset(local, turn.Town.Zone.GetUtcOffset(local));
    }

    [GeneratedRegex(@"(?:(20\d\d)\s*[-年/.])?\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")]
    private static partial Regex DateInText();
}

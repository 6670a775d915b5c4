using System.Globalization;
using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Which ticket a message means: the number said, the message quoted, else the only one or the newest that it can mean.</summary>
public sealed partial class TicketPicker(TicketStore tickets)
{
    private static readonly Verb[] OfNoTicket = [Verb.Help, Verb.MyTickets, Verb.OpenTickets, Verb.CallWorker, Verb.ProxyReport, Verb.MeToo];

    /// <summary>The ticket named by number or quote; null when none is named or there is none of that number.</summary>
    public async Task<Ticket?> NamedAsync(Turn turn) => (await FindNamedAsync(turn))?.KeepDiscreet(turn);

    /// <summary>The ticket number that a command about tickets names, also at its very end: 「吹哨 水利站 12」.</summary>
    public static int? NumberIn(Turn turn)
    {
        if (turn.Command.Verbs.All(OfNoTicket.Contains)) return null;
        if (turn.Command.Number is { } number) return number;
        return turn.Reading.Place is null && NumberAtEnd().Match(turn.Inbound.Text) is { Success: true } match ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private async Task<Ticket?> FindNamedAsync(Turn turn)
    {
        if (NumberIn(turn) is { } number) return await tickets.ByNumberAsync(turn.Session, number);
        if (turn.Inbound.Quote is not { } quote) return null;
        if (quote.Key is { Length: > 0 } key && await tickets.BySourceAsync(turn.Session, key) is { } bySource) return bySource;
        return NumberInText().Match(quote.Text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var quoted)
            ? await tickets.ByNumberAsync(turn.Session, quoted) : null;
    }

    /// <summary>Tickets on offer that the speaker can see here, the newest offer first.</summary>
    public async Task<IReadOnlyList<Ticket>> OfferedAsync(Turn turn)
    {
        var found = new List<Ticket>();
        foreach (var grid in GridsInSight(turn)) found.AddRange(await tickets.OfferedOfGridAsync(turn.Session, grid.Code));
        return [.. found.Where(t => IsInSight(turn, t)).DistinctBy(t => t.Id).OrderByDescending(t => t.Grid == turn.Grid?.Code).ThenByDescending(t => t.OfferedAt ?? t.OpenedAt).ThenByDescending(t => t.Number)];
    }

    /// <summary>The last ticket of this group that somebody took, for whoever comes second.</summary>
    public async Task<Ticket?> JustTakenAsync(Turn turn)
    {
        if (turn.Grid is null) return null;
        var open = await tickets.OpenOfGridAsync(turn.Session, turn.Grid.Code);
        return open.Where(t => t.ClaimerId is not null && !t.IsPrivate(turn.Town) && turn.Now - t.ClaimedAt < TimeSpan.FromHours(2)).OrderByDescending(t => t.ClaimedAt).FirstOrDefault();
    }

    /// <summary>What the speaker is at work on; in a group that group's tickets come first and alone, if there are any.</summary>
    public async Task<IReadOnlyList<Ticket>> ClaimedAsync(Turn turn)
    {
        var claimed = await tickets.ClaimedByAsync(turn.Session, turn.Speaker.Id);
        var here = turn.InGroup ? claimed.Where(t => t.Grid == turn.Grid?.Code).ToList() : [];
        return here.Count > 0 ? here : claimed;
    }

    /// <summary>What the speaker asked for or joined, newest first.</summary>
    public async Task<IReadOnlyList<Ticket>> MineAsync(Turn turn)
    {
        var mine = await tickets.JoinedByAsync(turn.Session, turn.Speaker.Id, turn.Now - TimeSpan.FromDays(90));
        return turn.InGroup ? [.. mine.Where(t => t.Grid == turn.Grid?.Code)] : mine;
    }

    /// <summary>The newest open ticket that the speaker asked for, in a group one of its own grid.</summary>
    public Task<Ticket?> MyNewestOpenAsync(Turn turn) =>
        tickets.NewestOpenOfAsync(turn.Session, turn.Speaker.Id, turn.InGroup ? turn.Grid?.Code : null);

    /// <summary>Asks which one is meant, with a button for each.</summary>
    public static Task AskWhichAsync(Turn turn, IEnumerable<Ticket> candidates, string verb)
    {
        var list = candidates.Take(6).ToList();
        var card = new Card($"which-{turn.Inbound.MessageKey}", turn.Text("which-ticket"), [],
            [.. list.Select(t => new CardButton(turn.Text("which-button", ("number", t.Number), ("item", t.Item), ("place", TicketCard.GroupPlace(t) ?? "")), $"{verb}:{t.Number}"))]);
        return turn.ReplyAsync(turn.Text("which-ticket"), card);
    }

    private static IEnumerable<Grid> GridsInSight(Turn turn)
    {
        var town = turn.Town;
        var own = turn.Grid is { } grid && turn.InGroup ? [grid] : Array.Empty<Grid>();
        var ring = turn.InGroup ? turn.Grid is { } g ? town.VolunteerRing(g) : null : null;
        var posts = turn.InGroup ? [] : (turn.Speaker.Known?.Posts ?? []).Select(p => town.GridByCode(p.Grid)).OfType<Grid>().SelectMany(g => town.Upward(g).Take(2).Prepend(g));
        return own.Concat(posts).Concat(ring is null ? [] : [ring])
            .SelectMany(top => town.Grids.Where(g => g.Groups.Count > 0 && town.IsWithin(g, top.Code))).Concat(own).DistinctBy(g => g.Code);
    }

    // In a group: its own offers, and those of sibling grids once they have been widened to it. Privately: whatever one may claim.
    private static bool IsInSight(Turn turn, Ticket ticket)
    {
        if (turn.InGroup && ticket.IsPrivate(turn.Town)) return false;
        if (!turn.InGroup) return ClaimRules.MayClaim(turn.Town, ticket, turn.Speaker.Known, 0) == ClaimVerdict.Yes;
        if (ticket.Grid == turn.Grid?.Code) return true;
        if (!TicketClock.IsForVolunteers(ticket, turn.Town) || ticket.OfferedAt is null) return false;
        var clocks = turn.Town.Clocks;
        var widens = ticket.Emergency ? ticket.OfferFrom + clocks.EmergencyWiden : new QuietHours(turn.Town).Add(ticket.OfferFrom, clocks.OfferWiden);
        return widens <= turn.Now;
    }

    [GeneratedRegex(@"(\d{1,7})号单")]
    private static partial Regex NumberInText();

    [GeneratedRegex(@"(?<=\D\s+)[0-9]{1,7}(?=\s*$)")]
    private static partial Regex NumberAtEnd();
}

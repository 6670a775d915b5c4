using System.Globalization;
using ChatGrid.Tickets;

namespace ChatGrid.Rehearsal;

/// <summary>The lines of a talk that begin with an exclamation mark.</summary>
public sealed class TalkChecks(RehearsalHost host, RehearsalChannel channel, int mark)
{
    private static readonly string[] States = ["待接单", "已接单", "待确认", "办结", "挂起", "撤销"];
    private static readonly string[] Outcomes = ["none", "解决", "部分解决", "未解决"];
    private static readonly string[] Ratings = ["none", "满意", "基本满意", "不满意", "未评价"];
    private static readonly string[] Tiers = ["", "一般", "复杂", "重大"];

    public async Task CheckAsync(TalkLine line)
    {
        switch (line)
        {
            case TalkLine.Silent when channel.Said.Skip(mark).FirstOrDefault() is { } said:
                throw new TalkDifferenceException(line.Number, $"the bot said to {said.To.Id}: {said.Shown}");
            case TalkLine.GroupNever never when channel.Said.FirstOrDefault(m => m.To.IsGroup && RehearsalChannel.Meets(m.Shown, never.Pattern)) is { } leak:
                throw new TalkDifferenceException(line.Number, $"the bot said in {leak.To.Id}: {leak.Shown}");
            case TalkLine.Tickets tickets: await CountAsync(tickets); break;
            case TalkLine.Unsent unsent: await UnsentAsync(unsent); break;
            case TalkLine.Ticket ticket: await TicketAsync(ticket); break;
        }
    }

    private async Task CountAsync(TalkLine.Tickets line)
    {
        var count = 0;
        while (await FindAsync(count + 1) is not null) count++;
        if (count != line.Count) throw new TalkDifferenceException(line.Number, $"expected {line.Count} tickets, there are {count}");
    }

    private async Task UnsentAsync(TalkLine.Unsent line)
    {
        var waiting = await host.Database.ReadAsync(host.Outbox.WaitingAsync);
        if (waiting != line.Count) throw new TalkDifferenceException(line.Number, $"expected {line.Count} unsent, there are {waiting}");
    }

    private async Task TicketAsync(TalkLine.Ticket line)
    {
        var ticket = await FindAsync(line.Which) ?? throw new TalkDifferenceException(line.Number, $"there is no ticket {line.Which}");
        foreach (var (key, wanted) in line.Facts)
        {
            var actual = Value(ticket, key);
            if (!RehearsalChannel.Meets(actual, wanted)) throw new TalkDifferenceException(line.Number, $"ticket {line.Which}: expected {key}={wanted}, it is {actual}");
        }
    }

    private Task<Ticket?> FindAsync(int number) => host.Database.ReadAsync(s => host.Tickets.Store.ByNumberAsync(s, number));

    private string Value(Ticket ticket, string key) => key switch
    {
        "state" => States[(int)ticket.State],
        "item" => ticket.Item,
        "tier" => Tiers[(int)ticket.Tier],
        "place" => ticket.Place ?? "none",
        "emergency" => ticket.Emergency ? "yes" : "no",
        "owner" => host.Town.NameOf(ticket.OwnerId),
        "claimer" => ticket.ClaimerId is null ? "none" : host.Town.NameOf(ticket.ClaimerId),
        "with" => ticket.Station ?? "none",
        "requester" => ticket.RequesterName,
        "people" => ticket.People.ToString(CultureInfo.InvariantCulture),
        "due" => host.Town.Local(ticket.DueAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        "solved" => Outcomes[(int)ticket.Outcome],
        "rating" => Ratings[(int)ticket.Rating],
        "reopened" => ticket.Reopened.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };
}

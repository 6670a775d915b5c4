using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatGrid.Rehearsal;

/// <summary>One line of a <c>.chat</c> file that does or checks something.</summary>
public abstract record TalkLine(int Number)
{
    public sealed record Now(int Number, DateTime Local) : TalkLine(Number);
    public sealed record In(int Number, string Grid) : TalkLine(Number);
    public sealed record Mode(int Number, bool Strict) : TalkLine(Number);
    /// <summary>A person says a line, perhaps quoting somebody's last message.</summary>
    public sealed record Says(int Number, string Person, bool Private, string Text, string? Quotes, bool SameBreath) : TalkLine(Number);
    public sealed record Taps(int Number, string Person, bool Private, string Label) : TalkLine(Number);
    /// <summary>photo, voice, location or recall.</summary>
    public sealed record Sends(int Number, string Person, bool Private, string What, string Argument, bool SameBreath) : TalkLine(Number);
    /// <summary>The bot said something that the pattern meets; in the group, or privately to a person.</summary>
    public sealed record Bot(int Number, string? Person, string Pattern) : TalkLine(Number);
    public sealed record Again(int Number) : TalkLine(Number);
    public sealed record Restart(int Number) : TalkLine(Number);
    public sealed record Turn(int Number, TimeSpan By) : TalkLine(Number);
    public sealed record Ticket(int Number, int Which, IReadOnlyList<(string Key, string Value)> Facts) : TalkLine(Number);
    public sealed record Tickets(int Number, int Count) : TalkLine(Number);
    public sealed record Silent(int Number) : TalkLine(Number);
    public sealed record GroupNever(int Number, string Pattern) : TalkLine(Number);
    public sealed record Unsent(int Number, int Count) : TalkLine(Number);
}

/// <summary>A line that is none of the format.</summary>
public sealed class TalkFormatException(int line, string problem) : Exception(problem)
{
    public int Line => line;
}

/// <summary>Reads <c>.chat</c> files (shared design CHAT-FORMAT).</summary>
public static partial class Talk
{
    private static readonly string[] TicketKeys =
        ["state", "item", "tier", "place", "emergency", "owner", "claimer", "with", "requester", "people", "due", "solved", "rating", "reopened"];

    /// <exception cref="TalkFormatException">A line is none of the format.</exception>
    public static IReadOnlyList<TalkLine> Parse(string text)
    {
        var lines = new List<TalkLine>();
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = raw.Trim('\uFEFF', ' ', '\t', '\u3000');
            if (line.Length == 0 || line[0] == '#') continue;
            lines.Add(ParseLine(number, line));
        }
        return lines;
    }

    private static TalkLine ParseLine(int number, string line)
    {
        if (line == "again") return new TalkLine.Again(number);
        if (line == "restart") return new TalkLine.Restart(number);
        if (line[0] == '+' && Turning().Match(line) is { Success: true } turning) return new TalkLine.Turn(number, By(turning));
        if (line[0] == '!') return Check(number, line[1..].Trim());
        if (Heading().Match(line) is { Success: true } heading) return Head(number, heading.Groups[1].Value, heading.Groups[2].Value.Trim());
        if (BotLine().Match(line) is { Success: true } bot) return new TalkLine.Bot(number, bot.Groups[1].Success ? bot.Groups[1].Value : null, bot.Groups[2].Value.Trim());
        var breath = line[0] == '&';
        var rest = breath ? line[1..].TrimStart() : line;
        if (Saying().Match(rest) is { Success: true } said)
            return new TalkLine.Says(number, said.Groups[1].Value, said.Groups[2].Success, said.Groups[4].Value.Trim(), said.Groups[3].Success ? said.Groups[3].Value : null, breath);
        if (Tapping().Match(rest) is { Success: true } tapped) return new TalkLine.Taps(number, tapped.Groups[1].Value, tapped.Groups[2].Success, tapped.Groups[3].Value.Trim());
        if (Sending().Match(rest) is { Success: true } sent)
            return new TalkLine.Sends(number, sent.Groups[1].Value, sent.Groups[2].Success, sent.Groups[3].Value, sent.Groups[4].Value.Trim().Trim('「', '」'), breath);
        throw new TalkFormatException(number, $"'{line}' is no line of a talk");
    }

    private static TalkLine Head(int number, string key, string value) => key switch
    {
        "now" when DateTime.TryParseExact(value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) => new TalkLine.Now(number, local),
        "in" => new TalkLine.In(number, value),
        "mode" when value is "strict" or "loose" => new TalkLine.Mode(number, value == "strict"),
        _ => throw new TalkFormatException(number, $"'{key}: {value}' is not understood (now: yyyy-MM-dd HH:mm, in: grid, mode: strict|loose)"),
    };

    private static TalkLine Check(int number, string check)
    {
        if (check == "silent") return new TalkLine.Silent(number);
        if (Counting().Match(check) is { Success: true } count)
        {
            var n = int.Parse(count.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            return count.Groups[1].Value == "tickets" ? new TalkLine.Tickets(number, n) : new TalkLine.Unsent(number, n);
        }
        if (Never().Match(check) is { Success: true } never) return new TalkLine.GroupNever(number, never.Groups[1].Value.Trim());
        if (TicketCheck().Match(check) is { Success: true } ticket)
            return new TalkLine.Ticket(number, int.Parse(ticket.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Facts(number, ticket.Groups[2].Value));
        throw new TalkFormatException(number, $"'! {check}' is no check (ticket N: …, tickets: N, silent, group never: …, unsent: N)");
    }

    private static List<(string, string)> Facts(int number, string text)
    {
        var facts = new List<(string, string)>();
        var rest = Fact().Replace(text, match =>
        {
            if (!TicketKeys.Contains(match.Groups[1].Value)) throw new TalkFormatException(number, $"unknown key '{match.Groups[1].Value}' (known are {string.Join(", ", TicketKeys)})");
            facts.Add((match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value));
            return "";
        });
        if (rest.Trim().Length > 0 || facts.Count == 0) throw new TalkFormatException(number, $"'{rest.Trim()}' is no key=value");
        return facts;
    }

    private static TimeSpan By(Match match) => match.Groups[3].Success
        ? TimeSpan.FromDays(int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture))
        : new TimeSpan(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), 0);

    [GeneratedRegex(@"^\+(?:(\d{1,4}):(\d\d)|(\d{1,4})d)$")]
    private static partial Regex Turning();

    [GeneratedRegex(@"^([a-z]+):\s*(.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^bot(?:[(（]([^)）]+)[)）])?<\s*(.*)$")]
    private static partial Regex BotLine();

    [GeneratedRegex(@"^([^\s>()（）&!]+)([(（]私聊[)）])?(?:\s+quotes\s+([^\s>()（）]+)(?:[(（]私聊[)）])?)?\s*>\s?(.*)$")]
    private static partial Regex Saying();

    [GeneratedRegex(@"^([^\s>()（）&!]+)([(（]私聊[)）])?\s+taps\s+(.+)$")]
    private static partial Regex Tapping();

    [GeneratedRegex(@"^([^\s>()（）&!]+)([(（]私聊[)）])?\s+sends\s+(photo|voice|location|recall)\b\s*(.*)$")]
    private static partial Regex Sending();

    [GeneratedRegex(@"^(tickets|unsent):\s*(\d+)$")]
    private static partial Regex Counting();

    [GeneratedRegex(@"^group never:\s*(.+)$")]
    private static partial Regex Never();

    [GeneratedRegex(@"^ticket\s+(\d+):\s*(.+)$")]
    private static partial Regex TicketCheck();

    [GeneratedRegex(@"([A-Za-z]+)=(?:""([^""]*)""|(\S+))")]
    private static partial Regex Fact();
}

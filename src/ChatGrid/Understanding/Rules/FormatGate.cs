using System.Globalization;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Rules;

/// <summary>How strongly the outward form says that a message is no request: notice, advertisement or 接龙, forwarded news, thanks.</summary>
public readonly record struct FormatFinding(MessageKind Kind, float Points, string? Words);

/// <summary>The marks of formats.txt: text alone cannot tell a notice from a report, its dress can.</summary>
public sealed class FormatGate
{
    private static readonly MessageKind[] Kinds =
        [MessageKind.Notice, MessageKind.Ad, MessageKind.News, MessageKind.Thanks, MessageKind.Reply, MessageKind.Chat, MessageKind.Figurative, MessageKind.Neighbour];

    private readonly PatternSet _patterns;
    private readonly List<(MessageKind Kind, float Points)> _sections = [];

    public FormatGate(IReadOnlyList<DataLine> lines, Lexicon lexicon, Func<string, string> fold, List<LoadProblem> problems)
    {
        _patterns = new PatternSet(lexicon, 24, false);
        var known = new Dictionary<IReadOnlyList<string>, int>();
        foreach (var line in lines)
        {
            var section = Section(line);
            if (section is null)
            {
                problems.Add(new LoadProblem(line.File, line.Number, "its section must be [kind | points]"));
                continue;
            }
            if (!known.TryGetValue(line.Section, out var group))
            {
                known[line.Section] = group = _sections.Count;
                _sections.Add(section.Value);
            }
            foreach (var word in line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) _patterns.Add(word, group, fold);
        }
    }

    public FormatFinding Find(ReadOnlySpan<char> text, List<Hit> hits, List<Match> matches)
    {
        _patterns.Find(text, hits, matches);
        var best = default(FormatFinding);
        Span<float> points = stackalloc float[Kinds.Length];
        Pattern? before = null;
        foreach (var match in matches)
        {
            if (ReferenceEquals(match.Pattern, before)) continue;
            before = match.Pattern;
            var (kind, worth) = _sections[match.Pattern.Group];
            var sum = points[Array.IndexOf(Kinds, kind)] += worth;
            if (sum > best.Points) best = new FormatFinding(kind, sum, match.Pattern.Written);
        }
        var list = ListPoints(text);
        return list > best.Points ? new FormatFinding(MessageKind.Ad, list, "接龙") : best;
    }

    /// <summary>「3. 王楼 2个」: the lines of a 接龙 are short and begin with a number and a dot.</summary>
    private static float ListPoints(ReadOnlySpan<char> text)
    {
        var numbered = 0;
        var lines = 0;
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim(' ');
            if (line.IsEmpty) continue;
            lines++;
            if (IsNumbered(line)) numbered++;
            if (lines > 40) break;
        }
        if (numbered >= 2 && numbered * 2 >= lines) return 3;
        return lines == 1 && numbered == 1 && text.Length <= 16 ? 2 : 0;
    }

    private static bool IsNumbered(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && end < 3 && Numerals.IsDigit(line[end])) end++;
        return end > 0 && end + 1 < line.Length && line.Length < 40 && line[end] is '.' or ',' or ')' && !Numerals.IsDigit(line[end + 1]);
    }

    private static (MessageKind, float)? Section(DataLine line)
    {
        if (line.Section.Count < 2 || !Enum.TryParse<MessageKind>(line.Section[0], true, out var kind) || Array.IndexOf(Kinds, kind) < 0) return null;
        return float.TryParse(line.Section[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var points) ? (kind, points) : null;
    }
}

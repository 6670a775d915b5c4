using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Rules;

/// <summary>What a section of emergency.txt says of the patterns in it.</summary>
/// <param name="Services">Whom to call, in the order to say them.</param>
/// <param name="Item">The item it is, or null when the model shall say.</param>
/// <param name="Urgency">Emergency, or Soon for what must be done today.</param>
public sealed record EmergencySection(IReadOnlyList<string> Services, string? Item, Urgency Urgency);

/// <summary>What the rules found: the section, the words, whether every find was excused (「如果着火」, 「紧急照明」), and whether any was.</summary>
public readonly record struct EmergencyFinding(EmergencySection? Section, string? Words, bool Excused, bool SomeExcused = false);

/// <summary>The emergency patterns of emergency.txt with their exemptions: negation, if and when, hearsay, past, names of things,
/// figures of speech. Scoped by clause, so that 「没着火，但是煤气漏了」 is one.</summary>
public sealed class EmergencyRules
{
    private const int Near = 4;
    private const int Lower = 1000;
    private const string Exempt = "不算";
    private static readonly string[] Scopes = ["名称", "前", "后", "分句", "句", "全文"];

    private readonly Lexicon _lexicon;
    private readonly PatternSet _patterns;
    private readonly List<EmergencySection> _sections = [];
    private readonly int[] _lists;

    public EmergencyRules(IReadOnlyList<DataLine> lines, Lexicon lexicon, Func<string, string> fold, List<LoadProblem> problems)
    {
        _lexicon = lexicon;
        _patterns = new PatternSet(lexicon, 7, true);
        _lists = [.. Scopes.Select(scope => lexicon.List("不算" + scope))];
        var known = new Dictionary<IReadOnlyList<string>, int>();
        foreach (var line in lines)
        {
            if (!Enter(line, known, fold)) problems.Add(new LoadProblem(line.File, line.Number, "no section that is known, or no word: " + line.Text));
        }
    }

    public EmergencyFinding Find(ReadOnlySpan<char> text, List<Hit> hits, List<Match> matches)
    {
        _patterns.Find(text, hits, matches);
        var best = default(EmergencyFinding);
        var bestRank = int.MaxValue;
        var someExcused = false;
        foreach (var match in matches)
        {
            var section = _sections[match.Pattern.Group];
            var rank = match.Pattern.Group + (section.Urgency == Urgency.Emergency ? 0 : Lower);
            if (rank >= bestRank) continue;
            var excused = IsExcused(text, hits, match);
            someExcused |= excused;
            if (excused && best.Section is not null) continue;
            best = new EmergencyFinding(section, match.Pattern.Written, excused);
            bestRank = excused ? int.MaxValue : rank;
        }
        return best with { SomeExcused = someExcused };
    }

    private bool Enter(DataLine line, Dictionary<IReadOnlyList<string>, int> known, Func<string, string> fold)
    {
        if (line.Section.Count < 2) return false;
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (line.Section[0] == Exempt)
        {
            var scope = Array.IndexOf(Scopes, line.Section[1]);
            foreach (var word in words) _lexicon.Add(fold(word), scope < 0 ? -1 : _lists[scope]);
            return scope >= 0;
        }
        if (!known.TryGetValue(line.Section, out var group))
        {
            known[line.Section] = group = _sections.Count;
            _sections.Add(Section(line.Section));
        }
        return words.All(word => _patterns.Add(word, group, fold));
    }

    private static EmergencySection Section(IReadOnlyList<string> parts)
    {
        var item = parts.FirstOrDefault(part => part.StartsWith("item=", StringComparison.Ordinal))?[5..];
        return parts[0] == "今天"
            ? new EmergencySection([], item, Urgency.Soon)
            : new EmergencySection(parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), item, Urgency.Emergency);
    }

    private bool IsExcused(ReadOnlySpan<char> text, List<Hit> hits, Match match)
    {
        var clause = Clause.Around(text, match.Start, match.End, false);
        var sentence = Clause.Around(text, match.Start, match.End, true);
        var first = FirstFrom(hits, sentence.Start);
        for (var i = first; i < hits.Count && hits[i].Start < sentence.End; i++)
        {
            if (Excuses(hits[i], match, clause)) return true;
        }
        return false;
    }

    private bool Excuses(Hit hit, Match match, (int Start, int End) clause)
    {
        foreach (var list in _lexicon.Lists(hit.Word))
        {
            var excused = Array.IndexOf(_lists, list) switch
            {
                0 => Covers(hit, match),
                1 => InClause(hit, clause) && hit.End <= match.Start && match.Start - hit.End < Near,
                2 => InClause(hit, clause) && hit.Start >= match.FirstEnd && hit.Start - match.End < Near,
                3 => InClause(hit, clause) && !Inside(hit, match),
                4 or 5 => !Inside(hit, match),
                _ => false
            };
            if (excused) return true;
        }
        return false;
    }

    /// <summary>A name that the find is a part of: 火灾 in 火灾险.</summary>
    private static bool Covers(Hit hit, Match match) =>
        hit.Start <= match.Start && hit.End >= match.FirstEnd && hit.End - hit.Start > match.FirstEnd - match.Start
        || match.Start < hit.Start && hit.End == match.End;

    private static bool InClause(Hit hit, (int Start, int End) clause) => hit.Start >= clause.Start && hit.End <= clause.End;

    private static bool Inside(Hit hit, Match match) => hit.Start >= match.Start && hit.End <= match.End;

    private static int FirstFrom(List<Hit> hits, int start)
    {
        int low = 0, high = hits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Start < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

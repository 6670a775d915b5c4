using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Rules;

/// <summary>The patterns of a file, looked up by their first word; it works on the hits of the lexicon, not on the text.</summary>
/// <param name="lexicon">Takes the words of the patterns.</param>
/// <param name="widestGap">Most characters between two slots.</param>
/// <param name="withinClause">Whether a comma ends the gap.</param>
public sealed class PatternSet(Lexicon lexicon, int widestGap, bool withinClause)
{
    private const int MostMatches = 32;
    private readonly Dictionary<int, List<Pattern>> _byFirst = [];

    /// <summary>Enters 「a/b…c」; false when it holds no word.</summary>
    public bool Add(string written, int group, Func<string, string> fold)
    {
        var slots = written.Split('…', StringSplitOptions.RemoveEmptyEntries)
            .Select(slot => slot.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(word => lexicon.Add(fold(word)))
                .Where(number => number >= 0).ToArray())
            .ToArray();
        if (slots.Length == 0 || slots.Any(slot => slot.Length == 0)) return false;
        var pattern = new Pattern(slots, group, written);
        foreach (var first in slots[0])
        {
            if (!_byFirst.TryGetValue(first, out var list)) _byFirst[first] = list = [];
            list.Add(pattern);
        }
        return true;
    }

    public void Find(ReadOnlySpan<char> text, List<Hit> hits, List<Match> matches)
    {
        matches.Clear();
        for (var i = 0; i < hits.Count && matches.Count < MostMatches; i++)
        {
            if (!_byFirst.TryGetValue(hits[i].Word, out var patterns)) continue;
            foreach (var pattern in patterns)
            {
                var end = Rest(text, hits, i, pattern, 1);
                if (end >= 0) matches.Add(new Match(pattern, hits[i].Start, end, hits[i].End));
            }
        }
    }

    /// <summary>The end of the match when the slots from <paramref name="slot"/> on follow hit <paramref name="from"/>; else -1.</summary>
    private int Rest(ReadOnlySpan<char> text, List<Hit> hits, int from, Pattern pattern, int slot)
    {
        var before = hits[from];
        if (slot == pattern.Slots.Length) return before.End;
        for (var i = from + 1; i < hits.Count && hits[i].Start <= before.End + widestGap; i++)
        {
            if (hits[i].Start < before.End || Array.IndexOf(pattern.Slots[slot], hits[i].Word) < 0) continue;
            if (withinClause && Clause.Breaks(text[before.End..hits[i].Start])) return -1;
            var end = Rest(text, hits, i, pattern, slot + 1);
            if (end >= 0) return end;
        }
        return -1;
    }
}

using System.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>Finds the places of a message and writes them in one form: 三号楼二单元501, 3#2-501 and 3栋2单元501 are 3号楼2单元501.</summary>
public sealed class PlaceScanner(PlaceWords words)
{
    private const int Strong = 2;
    private readonly PlaceParts _parts = new(words);
    private readonly PlaceWords _words = words;

    public void Find(ReadOnlySpan<char> text, List<FoundSpan> spans)
    {
        var at = 0;
        var free = 0;
        while (at < text.Length)
        {
            if (_parts.First(text, at, free) is { } first && ReadChain(text, first) is { } found)
            {
                spans.Add(found);
                at = free = found.End;
            }
            else
            {
                at = Math.Max(at + 1, _words.End(PlaceWord.Not, text, at));
            }
        }
    }

    /// <summary>A whole place: parts that stand side by side, and at its end what is near it (门口, 旁边).</summary>
    private FoundSpan? ReadChain(ReadOnlySpan<char> text, PlacePart part)
    {
        var normal = new StringBuilder(24).Append(part.Normal);
        var strength = part.Strength;
        var end = part.End;
        while (_parts.Next(text, end, part.IsHead && end == part.End) is { } next)
        {
            normal.Append(next.Normal);
            strength += next.Strength;
            end = next.End;
        }
        var tail = _parts.Tail(text, end);
        if (tail > end) strength++;
        if (part.IsHead && tail == part.End) return null;
        normal.Append(text[end..tail]);
        return new FoundSpan(part.Start, tail, SpanKind.Place, Tidy(normal), strength >= Strong);
    }

    /// <summary>A room after its building and unit needs no mark of its own.</summary>
    private static string Tidy(StringBuilder normal)
    {
        var text = normal.ToString();
        var anyBefore = text.Contains("号楼", StringComparison.Ordinal) || text.Contains("单元", StringComparison.Ordinal);
        if (!anyBefore) return text;
        var mark = text.LastIndexOf('室');
        return mark > 0 && char.IsAsciiDigit(text[mark - 1]) ? text.Remove(mark, 1) : text;
    }
}

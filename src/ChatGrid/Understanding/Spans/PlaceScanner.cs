using System.Text;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>Finds the places of a message and writes them in one form: 三号楼二单元501, 3#2-501 and 3栋2单元501 are 3号楼2单元501.</summary>
public sealed class PlaceScanner(PlaceWords words)
{
    private const int LongestName = 6;
    private readonly PlaceWords _words = words;

    public void Find(ReadOnlySpan<char> text, List<FoundSpan> spans)
    {
        var at = 0;
        var free = 0;
        while (at < text.Length)
        {
            var not = _words.End(PlaceWord.Not, text, at);
            if (not > at)
            {
                at = not;
                continue;
            }
            var place = ReadChain(text, at, free);
            if (place is { } found && found.End > found.Start)
            {
                spans.Add(found);
                at = free = found.End;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>A whole place: parts that stand side by side, and at its end what is near it (门口, 旁边).</summary>
    private FoundSpan? ReadChain(ReadOnlySpan<char> text, int at, int free)
    {
        if (First(text, at, free) is not { } part) return null;
        var normal = new StringBuilder(24).Append(part.Normal);
        var anchored = part.Anchored;
        var end = part.End;
        while (Next(text, end) is { } next)
        {
            normal.Append(next.Normal);
            anchored |= next.Anchored;
            end = next.End;
        }
        var tail = Tail(text, end);
        if (tail > end) normal.Append(text[end..tail]);
        if (tail > end && _words.End(PlaceWord.Landmark, text, tail) is var landmark && landmark > tail)
        {
            normal.Append(text[tail..landmark]);
            tail = landmark;
        }
        return new FoundSpan(part.Start, tail, SpanKind.Place, Tidy(normal), anchored);
    }

    private readonly record struct Part(int Start, int End, string Normal, bool Anchored);

    private Part? First(ReadOnlySpan<char> text, int at, int free)
    {
        if (_words.Known(text, at, out var knownEnd) is { } known && !IsInsideNumber(text, at, knownEnd)) return new Part(at, knownEnd, known, true);
        if (BuildingScanner.Read(text, at, false) is { } numbered) return new Part(at, numbered.End, numbered.Normal, numbered.Anchored);
        var landmark = _words.End(PlaceWord.Landmark, text, at);
        var suffix = _words.End(PlaceWord.Suffix, text, at);
        if (suffix > at && NameStart(text, at, free) is var start && start < at)
        {
            return new Part(start, suffix, text[start..suffix].ToString(), true);
        }
        return landmark > at ? new Part(at, landmark, text[at..landmark].ToString(), true) : null;
    }

    private Part? Next(ReadOnlySpan<char> text, int end)
    {
        var at = end < text.Length && text[end] is ' ' or '-' ? end + 1 : end;
        if (_words.End(PlaceWord.Not, text, at) > at) return null;
        if (_words.Known(text, at, out var knownEnd) is { } known && !IsInsideNumber(text, at, knownEnd)) return new Part(at, knownEnd, known, true);
        if (BuildingScanner.Read(text, at, true) is { } numbered) return new Part(at, numbered.End, numbered.Normal, numbered.Anchored);
        if (at != end) return null;
        var landmark = _words.End(PlaceWord.Landmark, text, at);
        if (landmark > at) return new Part(at, landmark, text[at..landmark].ToString(), true);
        return NamedNext(text, at);
    }

    /// <summary>A further name directly behind: 同心社区幸福小区, 清河镇柳树村.</summary>
    private Part? NamedNext(ReadOnlySpan<char> text, int at)
    {
        for (var i = at + 1; i <= at + 4 && i < text.Length && IsNameCharacter(text[i - 1]); i++)
        {
            if (_words.End(PlaceWord.NoName, text, i - 1) > i - 1 || _words.End(PlaceWord.Tail, text, i - 1) > i - 1) return null;
            var suffix = _words.End(PlaceWord.Suffix, text, i);
            if (suffix > i && _words.End(PlaceWord.Not, text, i) == i) return new Part(at, suffix, text[at..suffix].ToString(), true);
        }
        return null;
    }

    private int Tail(ReadOnlySpan<char> text, int end)
    {
        var at = end;
        for (var parts = 0; parts < 2; parts++)
        {
            var skip = at < text.Length && text[at] == '的' ? at + 1 : at;
            var tail = _words.End(PlaceWord.Tail, text, skip);
            if (tail == skip || _words.End(PlaceWord.Not, text, skip) > skip) break;
            at = tail;
        }
        return at;
    }

    /// <summary>How far left the name before a suffix reaches (阳光 in 阳光小区); the suffix's own place when there is none.</summary>
    private int NameStart(ReadOnlySpan<char> text, int suffix, int free)
    {
        var start = suffix;
        while (start > free && suffix - start < LongestName && IsNameCharacter(text[start - 1]) && !StopsName(text, start - 1, suffix)) start--;
        return start;
    }

    private bool StopsName(ReadOnlySpan<char> text, int at, int suffix)
    {
        for (var start = Math.Max(0, at - 2); start <= at; start++)
        {
            var end = _words.End(PlaceWord.NoName, text[..suffix], start);
            if (end > at) return true;
        }
        return false;
    }

    private static bool IsNameCharacter(char character) => character is >= '一' and <= '龥';

    private static bool IsInsideNumber(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && (char.IsAsciiDigit(text[start]) && char.IsAsciiDigit(text[start - 1])
            || Numerals.IsChinese(text[start]) && Numerals.IsChinese(text[start - 1]))
        || end < text.Length && char.IsAsciiDigit(text[end - 1]) && char.IsAsciiDigit(text[end]);

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

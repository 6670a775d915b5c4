using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>A part of a place: a name, a number, a facility. A head (小区, 镇) is only a place with something behind it.</summary>
public readonly record struct PlacePart(int Start, int End, string Normal, int Strength, bool IsHead = false);

/// <summary>Reads the parts of a place one after another.</summary>
public sealed class PlaceParts(PlaceWords words)
{
    private const int LongestName = 6;
    private const int ShortestName = 2;
    private const int Strong = 2;
    private readonly PlaceWords _words = words;

    /// <summary>The part that a place begins with; a name may reach to the left as far as <paramref name="free"/>.</summary>
    public PlacePart? First(ReadOnlySpan<char> text, int at, int free)
    {
        if (Known(text, at) is { } known) return known;
        if (BuildingScanner.Read(text, at, false) is { } numbered) return new PlacePart(at, numbered.End, numbered.Normal, numbered.Strength);
        var suffix = _words.End(PlaceWord.Suffix, text, at);
        if (suffix > at && NameStart(text, at, free) is var start && start < at) return Named(text, start, suffix);
        if (_words.End(PlaceWord.Landmark, text, at) is var landmark && landmark > at) return Of(text, at, landmark, Strong);
        return Old(text, at) ?? Weak(text, at);
    }

    /// <summary>老粮站, 旧汽车站, 新街: everybody there knows which one.</summary>
    private PlacePart? Old(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('老' or '旧' or '新') || at + 1 >= text.Length || _words.End(PlaceWord.Not, text, at) > at) return null;
        var end = Math.Max(_words.End(PlaceWord.Suffix, text, at + 1), _words.End(PlaceWord.Facility, text, at + 1));
        end = Math.Max(end, _words.End(PlaceWord.Landmark, text, at + 1));
        return end > at + 1 && _words.End(PlaceWord.Not, text, at + 1) <= end ? Named(text, at, end) : null;
    }

    private PlacePart? Weak(ReadOnlySpan<char> text, int at)
    {
        var not = _words.End(PlaceWord.Not, text, at);
        var head = _words.End(PlaceWord.Head, text, at);
        if (head > at && head >= not) return new PlacePart(at, head, text[at..head].ToString(), 1, true);
        var facility = _words.End(PlaceWord.Facility, text, at);
        return facility > at + 1 && facility >= not ? Of(text, at, facility, 1) : null;
    }

    /// <summary>The part behind: number, name or facility, perhaps after a space or a hyphen.</summary>
    public PlacePart? Next(ReadOnlySpan<char> text, int end, bool afterHead)
    {
        var at = end < text.Length && text[end] is ' ' or '-' ? end + 1 : end;
        if (Known(text, at) is { } known) return known;
        if (BuildingScanner.Read(text, at, true) is { } numbered) return new PlacePart(at, numbered.End, numbered.Normal, numbered.Strength);
        if (at != end || at >= text.Length) return null;
        if (Facility(text, at) is { } facility) return facility;
        return BareSuffix(text, at) ?? (afterHead ? null : NamedNext(text, at) ?? Crossing(text, at));
    }

    private PlacePart? BareSuffix(ReadOnlySpan<char> text, int at)
    {
        var suffix = _words.End(PlaceWord.Suffix, text, at);
        return suffix > at && _words.End(PlaceWord.Not, text, at) <= suffix ? Named(text, at, suffix) : null;
    }

    /// <summary>The end of what is near the place: 门口, 东侧, 的后面.</summary>
    public int Tail(ReadOnlySpan<char> text, int end)
    {
        var at = end;
        for (var parts = 0; parts < 2; parts++)
        {
            var skip = at < text.Length && text[at] == '的' ? at + 1 : at;
            var tail = _words.End(PlaceWord.Tail, text, skip);
            if (tail == skip || _words.End(PlaceWord.Not, text, skip) > tail) break;
            at = tail;
            if (Facility(text, at) is { } facility) return facility.End;
        }
        return at;
    }

    private static PlacePart Of(ReadOnlySpan<char> text, int start, int end, int strength) => new(start, end, text[start..end].ToString(), strength);

    private static PlacePart Named(ReadOnlySpan<char> text, int start, int end) => Of(text, start, end, Strong);

    private PlacePart? Known(ReadOnlySpan<char> text, int at)
    {
        if (_words.Known(text, at, out var end) is not { } known || IsInsideNumber(text, at, end)) return null;
        return new PlacePart(at, end, known, Strong);
    }

    private PlacePart? Facility(ReadOnlySpan<char> text, int at)
    {
        var from = at < text.Length && text[at] is '大' or '小' or '老' or '新' or '旧' ? at + 1 : at;
        for (var start = at; start <= from; start++)
        {
            var end = Math.Max(_words.End(PlaceWord.Facility, text, start), _words.End(PlaceWord.Landmark, text, start));
            if (end > start && _words.End(PlaceWord.Not, text, start) <= end) return Of(text, at, end, 1);
        }
        return null;
    }

    /// <summary>A further name directly behind: 同心社区幸福小区, 清河镇柳树村.</summary>
    private PlacePart? NamedNext(ReadOnlySpan<char> text, int at)
    {
        for (var i = at + 1; i <= at + 4 && i < text.Length && IsNameCharacter(text[i - 1]); i++)
        {
            if (_words.End(PlaceWord.NoName, text, i - 1) > i - 1 || _words.End(PlaceWord.Tail, text, i - 1) > i - 1) return null;
            var suffix = Math.Max(_words.End(PlaceWord.Suffix, text, i), _words.End(PlaceWord.Facility, text, i));
            if (suffix > i && _words.End(PlaceWord.Not, text, i) <= suffix && _words.End(PlaceWord.Not, text, at) == at) return Named(text, at, suffix);
        }
        return null;
    }

    /// <summary>「建设路与人民路（交叉口）」: the second road of a crossing.</summary>
    private PlacePart? Crossing(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('与' or '和' or '跟' or '到' or '至') || at == 0 || text[at - 1] is not ('路' or '街' or '道' or '巷')) return null;
        if (at + 1 >= text.Length || NamedNext(text, at + 1) is not { } second || text[second.End - 1] is not ('路' or '街' or '道' or '巷' or '口')) return null;
        return Named(text, at, second.End);
    }

    /// <summary>How far left the name before a suffix reaches (阳光 in 阳光小区); the suffix's own place when there is none.</summary>
    private int NameStart(ReadOnlySpan<char> text, int suffix, int free)
    {
        var start = suffix;
        while (start > free && suffix - start < LongestName && IsNameCharacter(text[start - 1]) && !StopsName(text, start - 1, suffix)) start--;
        return suffix - start >= ShortestName ? start : suffix;
    }

    private bool StopsName(ReadOnlySpan<char> text, int at, int suffix)
    {
        for (var start = Math.Max(0, at - 2); start <= at; start++)
        {
            if (_words.End(PlaceWord.NoName, text[..suffix], start) > at) return true;
        }
        return false;
    }

    private static bool IsNameCharacter(char character) => character is >= '一' and <= '龥';

    private static bool IsInsideNumber(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && IsNumber(text[start]) && IsNumber(text[start - 1]) || end < text.Length && char.IsAsciiDigit(text[end - 1]) && char.IsAsciiDigit(text[end]);

    private static bool IsNumber(char character) => Numerals.IsDigit(character) || Numerals.IsChinese(character);
}

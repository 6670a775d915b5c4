using ChatGrid.Understanding.Rules;
using ChatGrid.Understanding.Times;

namespace ChatGrid.Understanding.Spans;

/// <summary>The spans of a message in its own offsets, and of each kind the one that matters.</summary>
public sealed record SpanChoice(IReadOnlyList<Span> Spans)
{
    private const string Fillers = "在是我家住这里边呢的哦呀啊吧嗯就对了那儿位置地址地点就是于咱们俺 ,.!?:;~-()";
    private static readonly SpanChoice None = new([]);

    public string? Place { get; private init; }
    public string? Time { get; private init; }
    public IReadOnlyList<ResolvedTime> Times { get; private init; } = [];
    public string? Phone { get; private init; }
    public string? Person { get; private init; }
    public bool OnlyPlace { get; private init; }
    public bool Corrects { get; private init; }

    public static SpanChoice Of(Workspace work)
    {
        var found = work.Spans;
        if (found.Count == 0) return work.Corrects ? None with { Corrects = true } : None;
        var text = work.Text.Characters;
        var denied = Denied(text, found);
        var onlyPlace = denied < 0 && HasOnlyPlace(text, found);
        var spans = Shown(work, onlyPlace);
        return new SpanChoice(spans)
        {
            Place = PlaceOf(found, denied, onlyPlace),
            Time = First(found, SpanKind.Time),
            Times = TimesOf(work),
            Phone = First(found, SpanKind.Phone),
            Person = First(found, SpanKind.Person),
            OnlyPlace = onlyPlace,
            Corrects = work.Corrects || denied >= 0
        };
    }

    /// <summary>What is shown: a place that says nothing of where (「9楼」) only when it is the whole message.</summary>
    private static List<Span> Shown(Workspace work, bool onlyPlace)
    {
        var spans = new List<Span>(work.Spans.Count);
        foreach (var found in work.Spans)
        {
            if (found.Kind == SpanKind.Place && !found.Anchored && !onlyPlace) continue;
            spans.Add(new Span(work.Text.Start(found.Start), work.Text.End(found.End), found.Kind, found.Value));
        }
        return spans;
    }

    private static ResolvedTime[] TimesOf(Workspace work)
    {
        if (work.Times.Count == 0) return [];
        var times = new ResolvedTime[work.Times.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var time = work.Times[i];
            times[i] = time with { Start = work.Text.Start(time.Start), End = work.Text.End(time.End) };
        }
        return times;
    }

    private static string? First(List<FoundSpan> found, SpanKind kind)
    {
        foreach (var span in found)
        {
            if (span.Kind == kind && span.Anchored) return span.Value;
        }
        return null;
    }

    /// <summary>「不是3号楼，是5号楼」: the index of the place that is denied while another follows; -1 when there is none.</summary>
    private static int Denied(ReadOnlySpan<char> text, List<FoundSpan> found)
    {
        for (var i = 0; i + 1 < found.Count; i++)
        {
            if (found[i].Kind != SpanKind.Place) continue;
            var before = text[Math.Max(0, found[i].Start - 3)..found[i].Start];
            if (!before.EndsWith("不是") && !before.EndsWith("不在")) continue;
            if (found.FindIndex(i + 1, span => span.Kind == SpanKind.Place) > 0) return i;
        }
        return -1;
    }

    private static string? PlaceOf(List<FoundSpan> found, int denied, bool onlyPlace)
    {
        string? best = null;
        for (var i = denied + 1; i < found.Count; i++)
        {
            var span = found[i];
            if (span.Kind != SpanKind.Place) continue;
            if (best is null && (span.Anchored || onlyPlace)) best = span.Value;
            else if (best is not null && IsMoreExact(best, span)) best += span.Value;
        }
        return best;
    }

    /// <summary>「3号楼，二单元」: a unit or room that comes after its building belongs to it.</summary>
    private static bool IsMoreExact(string place, FoundSpan span) =>
        !span.Anchored && place.EndsWith("号楼", StringComparison.Ordinal)
        && (span.Value.Contains("单元", StringComparison.Ordinal) || char.IsAsciiDigit(span.Value[0]));

    private static bool HasOnlyPlace(ReadOnlySpan<char> text, List<FoundSpan> found)
    {
        var at = 0;
        var anyPlace = false;
        foreach (var span in found)
        {
            if (span.Kind is SpanKind.Phone or SpanKind.Person) return false;
            if (span.Start < at) continue;
            if (!IsFiller(text[at..span.Start])) return false;
            anyPlace |= span.Kind == SpanKind.Place;
            at = span.End;
        }
        return anyPlace && IsFiller(text[at..]);
    }

    private static bool IsFiller(ReadOnlySpan<char> text)
    {
        if (text.Length > 12) return false;
        foreach (var character in text)
        {
            if (!Fillers.Contains(character, StringComparison.Ordinal) && !Clause.EndsClause(character)) return false;
        }
        return true;
    }
}

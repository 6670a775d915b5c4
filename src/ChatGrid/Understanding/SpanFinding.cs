using ChatGrid.Understanding.Spans;
using ChatGrid.Understanding.Text;
using ChatGrid.Understanding.Times;

namespace ChatGrid.Understanding;

/// <summary>Finds all spans of a message; where two claim the same characters, telephone goes before place, place before time.</summary>
public sealed class SpanFinding(PlaceScanner places, PhoneScanner phones, PersonScanner people, TimeScanner times)
{
    public static SpanFinding Load(string folder, Vocabulary vocabulary, Func<string, string> fold, List<LoadProblem> problems)
    {
        var words = new PlaceWords(DataFile.Read(folder, "places.txt", problems), vocabulary.Places, fold, problems);
        var times = new TimeWords(DataFile.Read(folder, "times.txt", problems), fold, problems);
        return new SpanFinding(new PlaceScanner(words), new PhoneScanner(), new PersonScanner(vocabulary.People, fold), new TimeScanner(times));
    }

    public void Find(ReadOnlySpan<char> text, DateTimeOffset now, Workspace work)
    {
        work.Spans.Clear();
        phones.Find(text, work.Spans);
        work.Found.Clear();
        places.Find(text, work.Found);
        Merge(work);
        work.Found.Clear();
        people.Find(text, work.Found);
        Merge(work);
        times.Find(text, now.DateTime, work.Times);
        for (var i = work.Times.Count - 1; i >= 0; i--) PutTime(work, work.Times[i], i);
        work.Spans.Sort(static (a, b) => a.Start.CompareTo(b.Start));
    }

    private static void PutTime(Workspace work, ResolvedTime time, int index)
    {
        var span = new FoundSpan(time.Start, time.End, SpanKind.Time, time.Value);
        if (Overlaps(work.Spans, work.Spans.Count, span)) work.Times.RemoveAt(index);
        else work.Spans.Add(span);
    }

    private static void Merge(Workspace work)
    {
        var before = work.Spans.Count;
        foreach (var found in work.Found)
        {
            if (!Overlaps(work.Spans, before, found)) work.Spans.Add(found);
        }
    }

    private static bool Overlaps(List<FoundSpan> spans, int count, FoundSpan found)
    {
        for (var i = 0; i < count; i++)
        {
            if (spans[i].Start < found.End && found.Start < spans[i].End) return true;
        }
        return false;
    }
}

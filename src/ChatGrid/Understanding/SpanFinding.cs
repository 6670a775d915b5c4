using ChatGrid.Understanding.Spans;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>Finds all spans of a message; where two claim the same characters, telephone goes before place, place before time.</summary>
public sealed class SpanFinding(PlaceScanner places, PhoneScanner phones, PersonScanner people)
{
    public static SpanFinding Load(string folder, Vocabulary vocabulary, Func<string, string> fold, List<LoadProblem> problems)
    {
        var words = new PlaceWords(DataFile.Read(folder, "places.txt", problems), vocabulary.Places, fold, problems);
        return new SpanFinding(new PlaceScanner(words), new PhoneScanner(), new PersonScanner(vocabulary.People, fold));
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
        _ = now;
        work.Spans.Sort(static (a, b) => a.Start.CompareTo(b.Start));
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

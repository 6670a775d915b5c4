using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>What a word can be in the name of a place; the lists stand in dialogs/understanding/places.txt.</summary>
public enum PlaceWord { Known, Landmark, Facility, Head, Suffix, Tail, Not, NoName }

/// <summary>The words that places are made of: the town's own names and the lists of places.txt.</summary>
public sealed class PlaceWords
{
    private static readonly Dictionary<string, PlaceWord> Sections = new()
    {
        ["地标"] = PlaceWord.Landmark,
        ["设施"] = PlaceWord.Facility,
        ["总称"] = PlaceWord.Head,
        ["名尾"] = PlaceWord.Suffix,
        ["位置"] = PlaceWord.Tail,
        ["不是地方"] = PlaceWord.Not,
        ["不是名字"] = PlaceWord.NoName
    };

    private readonly WordTrie[] _tries = [new(), new(), new(), new(), new(), new(), new(), new()];
    private readonly List<string> _known = [];

    public PlaceWords(IReadOnlyList<DataLine> lines, IReadOnlyList<string> known, Func<string, string> fold, List<LoadProblem> problems)
    {
        foreach (var line in lines)
        {
            if (line.Section.Count == 0 || !Sections.TryGetValue(line.Section[0], out var kind))
            {
                problems.Add(new LoadProblem(line.File, line.Number, $"unknown section; known are {string.Join(", ", Sections.Keys)}"));
                continue;
            }
            foreach (var word in line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) _tries[(int)kind].Add(fold(word), 0);
        }
        foreach (var name in known)
        {
            _tries[(int)PlaceWord.Known].Add(fold(name), _known.Count);
            _known.Add(name);
        }
    }

    /// <summary>The end of the longest word of a kind that begins at <paramref name="at"/>, or <paramref name="at"/>.</summary>
    public int End(PlaceWord kind, ReadOnlySpan<char> text, int at)
    {
        _tries[(int)kind].Longest(text, at, out var end);
        return end;
    }

    /// <summary>The town's own name for the place that begins at <paramref name="at"/>, or null.</summary>
    public string? Known(ReadOnlySpan<char> text, int at, out int end)
    {
        var number = _tries[(int)PlaceWord.Known].Longest(text, at, out end);
        return number < 0 ? null : _known[number];
    }
}

using System.Globalization;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>The words of times.txt.</summary>
public sealed class TimeWords
{
    private static readonly string[] Sections = ["日", "年", "月", "时段", "合写", "节日", "季节", "泛指"];
    private static readonly System.Buffers.SearchValues<char> Offsets = System.Buffers.SearchValues.Create("-0123456789");
    private readonly WordTrie[] _tries = [new(), new(), new(), new(), new(), new(), new(), new()];
    private readonly List<string> _values = [];
    private readonly bool[] _begins = new bool[char.MaxValue + 1];

    public TimeWords(IReadOnlyList<DataLine> lines, Func<string, string> fold, List<LoadProblem> problems)
    {
        foreach (var line in lines)
        {
            var section = line.Section.Count == 0 ? -1 : Array.IndexOf(Sections, line.Section[0]);
            if (section < 0) problems.Add(new LoadProblem(line.File, line.Number, "unknown section; known are " + string.Join(", ", Sections)));
            else Enter(line, section, fold, problems);
        }
        foreach (var begin in "之0123456789零〇一二两三四五六七八九十百千廿初正腊半几好每上下这本前后过近未最周星礼农阴旧闰从自截大约第逢=当") _begins[begin] = true;
    }

    /// <summary>Whether an expression may begin with the character: most characters are passed over at once.</summary>
    public bool MayBegin(char character) => _begins[character];

    /// <summary>The offset that a word of [日], [年] or [月] stands for.</summary>
    public int? Offset(string section, ReadOnlySpan<char> text, int at, out int end) =>
        Look(section, text, at, out end) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The hours of a part of the day.</summary>
    public (int From, int To)? Hours(ReadOnlySpan<char> text, int at, out int end) =>
        Look("时段", text, at, out end) is { } value ? Pair(value) : null;

    /// <summary>昨晚: the day and the part of the day.</summary>
    public (int Day, (int, int) Hours)? Joined(ReadOnlySpan<char> text, int at, out int end)
    {
        if (Look("合写", text, at, out end) is not { } value) return null;
        var digits = value.AsSpan().IndexOfAnyExcept(Offsets);
        return (int.Parse(value.AsSpan(0, digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), Hours(value, digits, out _) ?? (0, 24));
    }

    public (int Month, int Day, bool Lunar)? Holiday(ReadOnlySpan<char> text, int at, out int end)
    {
        if (Look("节日", text, at, out end) is not { } value) return null;
        var (month, day) = Pair(value.TrimStart('L'));
        return (month, day, value[0] == 'L');
    }

    public (int First, int Last)? Season(ReadOnlySpan<char> text, int at, out int end) =>
        Look("季节", text, at, out end) is { } value ? Pair(value) : null;

    /// <summary>The end of a word that names a time but no date.</summary>
    public int Vague(ReadOnlySpan<char> text, int at) => Look("泛指", text, at, out var end) is null ? at : end;

    private string? Look(string section, ReadOnlySpan<char> text, int at, out int end)
    {
        var value = _tries[Array.IndexOf(Sections, section)].Longest(text, at, out end);
        return value < 0 ? null : _values[value];
    }

    private void Enter(DataLine line, int section, Func<string, string> fold, List<LoadProblem> problems)
    {
        foreach (var pair in line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = pair.Split('=');
            var word = fold(sides[0]);
            var value = sides.Length == 2 ? sides[1] : "";
            if (word.Length == 0 || !IsValue(value, section))
            {
                problems.Add(new LoadProblem(line.File, line.Number, $"「{pair}」 cannot be read in this section"));
                continue;
            }
            _begins[word[0]] = true;
            _tries[section].Add(word, _values.Count);
            _values.Add(value);
        }
    }

    private bool IsValue(string value, int section) => section switch
    {
        <= 2 => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        3 or 6 => IsPair(value),
        4 => value.AsSpan().IndexOfAnyExcept(Offsets) is > 0 and var at && Hours(value, at, out _) is not null,
        5 => IsPair(value.TrimStart('L')),
        _ => value.Length == 0
    };

    private static bool IsPair(string value)
    {
        var parts = value.Split('-');
        return parts.Length == 2 && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private static (int, int) Pair(string value)
    {
        var hyphen = value.IndexOf('-', StringComparison.Ordinal);
        return (int.Parse(value.AsSpan(0, hyphen), CultureInfo.InvariantCulture), int.Parse(value.AsSpan(hyphen + 1), CultureInfo.InvariantCulture));
    }
}

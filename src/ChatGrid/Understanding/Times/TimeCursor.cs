using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>A place in a text from which words and numbers are taken; nothing taken, nothing moved.</summary>
public ref struct TimeCursor(ReadOnlySpan<char> text, int at)
{
    public ReadOnlySpan<char> Text { get; } = text;

    public int At { get; set; } = at;

    public readonly char Next => At < Text.Length ? Text[At] : '\0';

    public readonly char Before => At > 0 ? Text[At - 1] : '\0';

    public readonly bool IsAt(string word) => Text[At..].StartsWith(word, StringComparison.Ordinal);

    public readonly bool IsAtAny(string characters) => At < Text.Length && characters.Contains(Text[At], StringComparison.Ordinal);

    public bool Take(string word)
    {
        if (!IsAt(word)) return false;
        At += word.Length;
        return true;
    }

    /// <summary>Takes the first of the words that stands here.</summary>
    public bool TakeAny(scoped ReadOnlySpan<string> words)
    {
        var next = Next;
        foreach (var word in words)
        {
            if (word[0] == next && Take(word)) return true;
        }
        return false;
    }

    public void SkipSpaces()
    {
        while (Next == ' ') At++;
    }

    /// <summary>A number in digits or Chinese; null when none stands here. 二零零四 and 2004 are both 2004.</summary>
    public int? TakeNumber(out int length)
    {
        var value = Numerals.Read(Text, At, out var end);
        length = end - At;
        if (value < 0) return null;
        At = end;
        return value;
    }
}

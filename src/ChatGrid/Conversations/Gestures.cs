namespace ChatGrid.Conversations;

/// <summary>What people say without words: a thumb up for an answer.</summary>
public static class Gestures
{
    private const int Longest = 16;
    private static readonly string[] Thumbs = ["👍", "👌", "💯", "[强]", "[赞]", "[点赞]", "[OK]"];

    /// <summary>True when the text is thumbs and nothing else, of whatever skin.</summary>
    public static bool IsThumb(string text)
    {
        if (text.Length is 0 or > Longest || Thumbs.All(thumb => !text.Contains(thumb, StringComparison.Ordinal))) return false;
        var rest = Thumbs.Aggregate(text, (left, thumb) => left.Replace(thumb, "", StringComparison.Ordinal));
        return !rest.EnumerateRunes().Any(rune => !System.Text.Rune.IsWhiteSpace(rune) && rune.Value is not (>= 0x1F3FB and <= 0x1F3FF or 0xFE0F));
    }
}

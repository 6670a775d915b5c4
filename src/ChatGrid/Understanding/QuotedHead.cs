namespace ChatGrid.Understanding;

/// <summary>WeChat writes an answer to a message as 「张三：…」, a line of hyphens, and the answer: only the answer is read.</summary>
public static class QuotedHead
{
    /// <summary>How many characters belong to the quoted message.</summary>
    public static int Length(string text)
    {
        if (text.Length == 0 || text[0] is not ('「' or '『' or '"' or '“')) return 0;
        var close = text.IndexOfAny(['」', '』'], 1);
        if (close < 0) return 0;
        var at = close + 1;
        var hyphens = 0;
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '-' or '—' or '–' or '_'))
        {
            if (!char.IsWhiteSpace(text[at])) hyphens++;
            at++;
        }
        return hyphens >= 2 ? at : 0;
    }
}

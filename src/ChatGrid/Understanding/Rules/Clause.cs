namespace ChatGrid.Understanding.Rules;

/// <summary>Clauses and sentences in a folded text: a comma ends a clause, a full stop a sentence too.</summary>
public static class Clause
{
    private const int Farthest = 60;

    public static bool EndsClause(char character) => character is ',' or ';' or ':' or ' ' || EndsSentence(character);

    public static bool EndsSentence(char character) => character is '.' or '!' or '?' or '\n' or '…';

    public static bool Breaks(ReadOnlySpan<char> between)
    {
        foreach (var character in between)
        {
            if (EndsClause(character) && character != ' ') return true;
        }
        return false;
    }

    /// <summary>The clause (or the sentence) around a stretch.</summary>
    public static (int Start, int End) Around(ReadOnlySpan<char> text, int start, int end, bool sentence)
    {
        var from = start;
        while (from > 0 && start - from < Farthest && !Ends(text[from - 1], sentence)) from--;
        var to = end;
        while (to < text.Length && to - end < Farthest && !Ends(text[to], sentence)) to++;
        return (from, to);
    }

    private static bool Ends(char character, bool sentence) => sentence ? EndsSentence(character) : EndsClause(character);
}

namespace ChatGrid.Understanding.Model;

/// <summary>What the model sees of a message: the keys of its character 1-3-grams, of the word lists it touches, and of
/// its outward form.</summary>
public static class FeatureKeys
{
    /// <summary>A longer message is read by its first characters; letters say what they want early.</summary>
    public const int MostCharacters = 2000;

    private const ulong WordList = 0xFFFEUL << 48;
    private const ulong Sound = 0xFFFDUL << 48;
    private const ulong Form = 0xFFFCUL << 48;
    private const char Begin = '\u0002';
    private const char End = '\u0003';

    public static ulong OfList(int list) => WordList | (uint)list;

    public static ulong OfForm(int form) => Form | (uint)form;

    public static bool IsNgram(ulong key) => key >> 48 == 0;

    /// <summary>The n-gram itself, to be shown.</summary>
    public static string Show(ulong key)
    {
        Span<char> text = stackalloc char[3];
        var length = 0;
        for (var shift = 32; shift >= 0; shift -= 16)
        {
            var character = (char)(key >> shift);
            if (character > End) text[length++] = character;
        }
        return new string(text[..length]);
    }

    /// <summary>Writes the keys of the n-grams of <paramref name="text"/>; room for 3 each character and 6 more is needed.</summary>
    public static int Ngrams(ReadOnlySpan<char> text, Span<ulong> keys)
    {
        var count = 0;
        ulong before = 0;
        ulong last = Begin;
        for (var i = 0; i <= text.Length; i++)
        {
            ulong next = i < text.Length ? Plain(text[i]) : End;
            if (next == ' ' && last == ' ') continue;
            if (i < text.Length) keys[count++] = next;
            keys[count++] = last << 16 | next;
            if (before != 0) keys[count++] = before << 32 | last << 16 | next;
            before = last;
            last = next;
        }
        return count;
    }

    public static ulong OfSound(ulong first, ulong second) => Sound | first << 16 | second;

    private static char Plain(char character) => character switch
    {
        >= '0' and <= '9' => '0',
        '\n' => ' ',
        _ => character
    };
}

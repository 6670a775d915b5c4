using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ChatGrid.Understanding.Text;

/// <summary>How every character is written before it is read: compatibility forms taken apart (３ is 3, ③ is 3), marks
/// dropped, capitals lowered, traditional forms simplified. Fold(text) equals Fold(NFKC(text)), character by character.</summary>
public sealed class CharacterFold
{
    private const char Other = '￼';
    private readonly char[] _single = new char[char.MaxValue + 1];
    private readonly FrozenDictionary<int, string> _several;

    /// <param name="variants">Pairs of a traditional or rare character and the one that is read in its place.</param>
    public CharacterFold(IReadOnlyDictionary<char, char> variants)
    {
        var several = new Dictionary<int, string>();
        for (var point = 0; point <= 0x1FFFF; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF) continue;
            Enter(point, variants, several);
        }
        for (var point = 0x2F800; point <= 0x2FA1F; point++) Enter(point, variants, several);
        _several = several.ToFrozenDictionary();
    }

    public static CharacterFold Load(IReadOnlyList<DataLine> lines, List<LoadProblem> problems)
    {
        var variants = new Dictionary<char, char>();
        foreach (var (left, right, _) in WordPairs.Of(lines, problems)) variants[left[0]] = right[0];
        return new CharacterFold(variants);
    }

    /// <summary>The folded form when it is one character; '\0' when it is none or several (then see <see cref="Several"/>).</summary>
    public char One(char character) => _single[character];

    /// <summary>The folded form of a code point that is not one character for one.</summary>
    public ReadOnlySpan<char> Several(int point) =>
        _several.TryGetValue(point, out var text) ? text : point > char.MaxValue ? Picture(point) : [];

    /// <summary>Emoji and rare ideographs stand as one private character each, so that they count as one.</summary>
    private static ReadOnlySpan<char> Picture(int point) =>
        PrivateArea.AsSpan(point % PrivateArea.Length, 1);

    private static readonly string PrivateArea = string.Create(0x1800, 0, static (area, _) =>
    {
        for (var i = 0; i < area.Length; i++) area[i] = (char)(0xE000 + i);
    });

    private void Enter(int point, IReadOnlyDictionary<char, char> variants, Dictionary<int, string> several)
    {
        var folded = Folded(point, variants);
        if (point > char.MaxValue)
        {
            if (folded.Length > 0 && char.IsSurrogate(folded[0])) return;
            several[point] = folded;
        }
        else if (folded.Length == 1)
        {
            _single[point] = folded[0];
        }
        else if (folded.Length > 1)
        {
            several[point] = folded;
        }
    }

    private static string Folded(int point, IReadOnlyDictionary<char, char> variants)
    {
        if (point is 0 or 0xFFFE or 0xFFFF) return Other.ToString();
        var decomposed = Decomposed(char.ConvertFromUtf32(point));
        var result = new StringBuilder(decomposed.Length);
        foreach (var character in decomposed)
        {
            var lower = char.ToLowerInvariant(character);
            if (!IsMark(point, lower)) result.Append(variants.GetValueOrDefault(lower, Plain(lower)));
        }
        return result.ToString();
    }

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return Other.ToString(); // not a character of Unicode
        }
    }

    private static bool IsMark(int point, char character) =>
        (char.IsSurrogate(character) ? CharUnicodeInfo.GetUnicodeCategory(point) : char.GetUnicodeCategory(character))
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format;

    private static char Plain(char character) => character switch
    {
        '“' or '”' or '„' => '"',
        '‘' or '’' => '\'',
        '–' or '—' or '−' or '‐' or '‑' or '‒' => '-',
        '、' => ',',
        '。' => '.',
        '〜' or '∼' or '～' => '~',
        '\u00A0' or '\u3000' or '\t' => ' ',
        '\r' => '\n',
        _ => character
    };
}

using System.Buffers;

namespace ChatGrid.Understanding.Text;

/// <summary>Numbers as people write them: 12, 十二, 二十, 一百零三, 二零零四, 两.</summary>
public static class Numerals
{
    private const int MostDigits = 8;
    private const string Digits = "〇一二三四五六七八九";
    private static readonly SearchValues<char> Written = SearchValues.Create("〇零○一二三四五六七八九十百千万两俩仨廿卅");

    public static bool IsDigit(char character) => character is >= '0' and <= '9';

    /// <summary>The value of a Chinese digit, or -1.</summary>
    public static int ChineseDigit(char character) => character switch
    {
        '零' or '〇' or '○' => 0,
        '两' or '俩' => 2,
        '仨' => 3,
        _ => Digits.IndexOf(character, StringComparison.Ordinal)
    };

    private static int Unit(char character) => character switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10000,
        _ => 0
    };

    public static bool IsChinese(char character) => Written.Contains(character);

    /// <summary>Reads the number that begins at <paramref name="at"/>; -1 when there is none or it is too large to matter.</summary>
    public static int Read(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        if (at >= text.Length) return -1;
        if (IsDigit(text[at])) return ReadDigits(text, at, out end);
        while (end < text.Length && end - at < 9 && IsChinese(text[end])) end++;
        return end == at ? -1 : ReadChinese(text[at..end]);
    }

    private static int ReadDigits(ReadOnlySpan<char> text, int at, out int end)
    {
        var value = 0;
        end = at;
        while (end < text.Length && end - at < MostDigits && IsDigit(text[end])) value = value * 10 + text[end++] - '0';
        return end < text.Length && IsDigit(text[end]) ? -1 : value;
    }

    /// <summary>十二 is 12, 二零零四 is 2004, 一百零三 is 103, 廿二 is 22.</summary>
    public static int ReadChinese(ReadOnlySpan<char> text)
    {
        var hasUnit = false;
        foreach (var character in text) hasUnit |= Unit(character) > 0 || character is '廿' or '卅';
        return hasUnit ? ReadWithUnits(text) : ReadPlain(text);
    }

    private static int ReadPlain(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var character in text) value = value < 100_000_000 ? value * 10 + ChineseDigit(character) : value;
        return value;
    }

    private static int ReadWithUnits(ReadOnlySpan<char> text)
    {
        long total = 0, section = 0, digit = 0;
        foreach (var character in text)
        {
            var unit = Unit(character);
            if (unit == 10000)
            {
                total = (total + section + digit) * 10000;
                section = digit = 0;
            }
            else if (unit > 0)
            {
                section += (digit == 0 ? 1 : digit) * unit;
                digit = 0;
            }
            else
            {
                if (character is '廿' or '卅') section += character == '廿' ? 20 : 30;
                else digit = ChineseDigit(character);
            }
        }
        return (int)Math.Min(total + section + digit, int.MaxValue);
    }
}

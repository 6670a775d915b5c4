using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>How a run of digits and separators is built, which tells a telephone from a date, a sum or a serial number.</summary>
public readonly record struct PhoneShape(int Digits, bool BracketsMatch, bool LooksLikeDate, bool IsMobile, bool HasAreaCode, bool IsForeign)
{
    public static PhoneShape Of(ReadOnlySpan<char> text, int start, int end)
    {
        var run = text[start..end];
        Span<char> digits = stackalloc char[Math.Min(run.Length, 48)];
        var count = 0;
        foreach (var character in run)
        {
            if (Numerals.IsDigit(character) && count < digits.Length) digits[count++] = character;
        }
        digits = digits[..count];
        var national = National(digits);
        return new PhoneShape(count, Brackets(run), IsDate(run), IsMobileNumber(national), HasArea(national), IsAbroad(run, digits));
    }

    private static ReadOnlySpan<char> National(ReadOnlySpan<char> digits)
    {
        if (digits is ['0', '0', '8', '6', ..]) return digits[4..];
        return digits is ['8', '6', ..] && digits.Length >= 12 ? digits[2..] : digits;
    }

    private static bool IsMobileNumber(ReadOnlySpan<char> number) => number.Length == 11 && number[0] == '1' && number[1] is >= '3' and <= '9';

    private static bool HasArea(ReadOnlySpan<char> number) =>
        number.Length is >= 10 and <= 16 && number[0] == '0' && number[1] != '0' || number is ['4' or '8', '0', '0', ..] && number.Length == 10;

    private static bool IsAbroad(ReadOnlySpan<char> run, ReadOnlySpan<char> digits) =>
        run[0] == '+' || run is ['(', '+', ..] || digits is ['0', '0', ..] || run[0] == '(' && digits.Length >= 8;

    private static bool Brackets(ReadOnlySpan<char> run)
    {
        var open = 0;
        foreach (var character in run)
        {
            if (character == '(') open++;
            if (character == ')') open--;
            if (open is < 0 or > 1) return false;
        }
        return open == 0;
    }

    /// <summary>2026-03-02, 16/04/2010, 2026.3.2, 192.168.1.1, 8:00-10:00, 10.5: parts that are years, months, days or decimals.</summary>
    private static bool IsDate(ReadOnlySpan<char> run)
    {
        Span<int> lengths = stackalloc int[12];
        var parts = 0;
        var separator = '\0';
        var mixed = false;
        foreach (var character in run)
        {
            if (Numerals.IsDigit(character))
            {
                lengths[Math.Min(parts, 11)]++;
                continue;
            }
            mixed |= separator != '\0' && separator != character;
            separator = character;
            parts++;
        }
        if (mixed) return false;
        return parts switch
        {
            1 => IsPair(run, separator, lengths),
            2 => separator is '-' or '/' or '.' && IsYearMonthDay(lengths),
            3 => separator == '.' && lengths[0] <= 3 && lengths[1] <= 3 && lengths[2] <= 3 && lengths[3] <= 3,
            _ => false
        };
    }

    private static bool IsPair(ReadOnlySpan<char> run, char separator, ReadOnlySpan<int> lengths) => separator switch
    {
        '.' => true,
        '/' => lengths[0] <= 4 && lengths[1] <= 4,
        '-' => lengths[0] == 4 && lengths[1] == 4 && run[0] is '1' or '2',
        _ => false
    };

    private static bool IsYearMonthDay(ReadOnlySpan<int> lengths) =>
        lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2 || lengths[2] == 4 && lengths[0] <= 2 && lengths[1] <= 2;
}

using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Dates in digits: 2010/01/29, 2010-1-29, 2010.01.29.</summary>
public static class NumericDate
{
    public static bool Read(ref TimeCursor cursor, ref Moment moment)
    {
        if (!Numerals.IsDigit(cursor.Next) || IsWithinOther(cursor.Before)) return false;
        var trial = cursor;
        if (trial.TakeNumber(out var length) is not { } year || length != 4 || year is < 1900 or > 2100) return false;
        var separator = trial.Next;
        if (separator is not ('-' or '/' or '.') || separator == '-' && cursor.Before == '-') return false;
        if (Part(ref trial, separator, 12) is not { } month || Part(ref trial, separator, 31) is not { } day) return false;
        if (char.IsAsciiLetterOrDigit(trial.Next)) return false;
        (moment.Year, moment.Month, moment.Day) = (year, month, day);
        cursor = trial;
        cursor.TakeAny(["日", "号"]);
        return true;
    }

    private static bool IsWithinOther(char before) => char.IsAsciiLetterOrDigit(before) || before is '.' or '/';

    private static int? Part(ref TimeCursor cursor, char separator, int most)
    {
        if (cursor.Next != separator) return null;
        cursor.At++;
        return cursor.TakeNumber(out var length) is { } value && value >= 1 && value <= most && length <= 2 ? value : null;
    }
}

using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>The right side of a range, and left sides that leave their unit to it (五到六点, 1995-1997年).</summary>
public static class RangeReading
{
    /// <summary>「…到明天四点」, 「…-6月30日」, 「…和五月之间」: the right side, with what it leaves out taken from the left.</summary>
    public static Moment? Second(ref TimeCursor cursor, Moment left, MomentParser moments)
    {
        var trial = cursor;
        trial.SkipSpaces();
        var between = !Separator(ref trial) && trial.TakeAny(["和", "与"]);
        if (trial.At == cursor.At || !between && trial.Text[trial.At - 1] is not ('到' or '至' or '-' or '~')) return null;
        trial.SkipSpaces();
        if (trial.At >= trial.Text.Length) return null;
        var right = moments.Read(ref trial);
        if (right.IsEmpty || between && !trial.TakeAny(["之间", "间"])) return null;
        if (!Compatible(left, right)) return null;
        cursor = trial;
        return Inherit(left, right);
    }

    /// <summary>「早上五到六点」: a number, and the unit with the right side. Sets the left side's field.</summary>
    public static Moment? Bare(ref TimeCursor cursor, ref Moment left, MomentParser moments)
    {
        if (left.HasClock || left.HasDay) return null;
        if (char.IsAsciiLetterOrDigit(cursor.Before) || cursor.Before is '.' or ':' or '-' or '第' or '/') return null;
        var trial = cursor;
        if (trial.TakeNumber(out var length) is not { } number) return null;
        trial.SkipSpaces();
        if (!Separator(ref trial)) return null;
        trial.SkipSpaces();
        if (trial.At >= trial.Text.Length || !Numerals.IsDigit(trial.Next) && !Numerals.IsChinese(trial.Next)) return null;
        var right = left with { };
        var read = ReadRight(ref trial, ref right, moments);
        if (!read || !Fill(ref left, right, number, length)) return null;
        cursor = trial;
        return right;
    }

    private static bool ReadRight(ref TimeCursor cursor, ref Moment right, MomentParser moments)
    {
        if (moments.ReadClock(ref cursor, ref right)) return true;
        var read = moments.Read(ref cursor);
        if (read.IsEmpty) return false;
        right = Inherit(right, read);
        return true;
    }

    private static bool Fill(ref Moment left, Moment right, int number, int length)
    {
        if (right.HasClock)
        {
            if (number > 24 || length > 3) return false;
            (left.Hour, left.HourIsSure) = (number, number > 12);
        }
        else if (right.Day is not null && number is >= 1 and <= 31)
        {
            (left.Month, left.MonthOffset, left.Day) = (right.Month, right.MonthOffset, number);
        }
        else if (right.Month is not null && right.Day is null && number is >= 1 and <= 12)
        {
            left.Month = number;
        }
        else if (right.Year is not null && !right.HasMonth && length == 4)
        {
            left.Year = number;
        }
        else
        {
            return false;
        }
        return true;
    }

    private static bool Separator(ref TimeCursor cursor)
    {
        if (!cursor.TakeAny(["到", "至", "--", "-", "~"])) return false;
        while (cursor.Take("-")) { }
        return true;
    }

    /// <summary>A clock does not run to a year, nor a weekday to an hour of the day.</summary>
    private static bool Compatible(Moment left, Moment right) =>
        left.HasClock == right.HasClock || left.HasDate == right.HasDate || right.HasTime == left.HasTime;

    private static Moment Inherit(Moment left, Moment right)
    {
        if (!right.HasDate)
        {
            var date = left with { Hour = right.Hour, Minute = right.Minute, Second = right.Second, HourIsSure = right.HourIsSure };
            date.Hours = right.Hours ?? (right.HasClock ? left.Hours : null);
            return date;
        }
        return WithMissingDate(left, right);
    }

    private static Moment WithMissingDate(Moment left, Moment right)
    {
        if (right is { Day: not null, HasMonth: false }) (right.Month, right.MonthOffset) = (left.Month, left.MonthOffset);
        if (right is { Month: not null, HasYear: false }) (right.Year, right.YearOffset) = (left.Year, left.YearOffset);
        if (right is { Weekday: not null, WeekOffset: null, Day: null }) right.WeekOffset = left.WeekOffset;
        return right;
    }
}

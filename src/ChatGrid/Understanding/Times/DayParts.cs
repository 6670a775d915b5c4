using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Days: 今天, 29日, 正月初三, 国庆节.</summary>
public sealed class DayParts(TimeWords words)
{
    private const string NotAfterDay = "楼院线门房桌车文令机店铺仓库桥井表位柜箱单字信厅窗诊路巷台池坑厂岗亭口栋幢座厕馆码召称";
    private readonly TimeWords _words = words;

    public bool Read(ref TimeCursor cursor, ref Moment moment) => ReadRelative(ref cursor, ref moment) || ReadHoliday(ref cursor, ref moment);

    private bool ReadRelative(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.WeekOffset is not null || moment.Months is not null) return false;
        if (!moment.HasYear && !moment.HasMonth && _words.Offset("日", cursor.Text, cursor.At, out var end) is { } offset)
        {
            if (cursor.Text[end..].StartsWith("头条", StringComparison.Ordinal) || cursor.Text[end..].StartsWith("之后》", StringComparison.Ordinal)) return false;
            moment.DayOffset = offset;
            cursor.At = end;
            return true;
        }
        return ReadLunar(ref cursor, ref moment) || ReadAfterMonth(ref cursor, ref moment) || ReadNumbered(ref cursor, ref moment);
    }

    /// <summary>正月初三; 「初三」 alone is a class at school.</summary>
    private static bool ReadLunar(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        if (!moment.HasMonth || !trial.Take("初")) return false;
        if (trial.TakeNumber(out var length) is not (>= 1 and <= 10 and var day) || length > 1) return false;
        moment.Day = day;
        moment.Lunar = true;
        cursor = trial;
        return true;
    }

    /// <summary>八月十五, 正月三十.</summary>
    private static bool ReadAfterMonth(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.Month is null || !Numerals.IsChinese(cursor.Next)) return false;
        var trial = cursor;
        if (trial.TakeNumber(out _) is not (>= 1 and <= 31 and var day) || trial.IsAtAny("日号点个天月年") || trial.At - cursor.At > 3) return false;
        moment.Day = day;
        cursor = trial;
        return true;
    }

    private static bool ReadNumbered(ref TimeCursor cursor, ref Moment moment)
    {
        if (IsWithinNumber(cursor, moment)) return false;
        var trial = cursor;
        if (trial.TakeNumber(out _) is not (>= 1 and <= 31 and var day)) return false;
        trial.SkipSpaces();
        if (!TakeMark(ref trial, moment)) return false;
        moment.Day = day;
        cursor = trial;
        return true;
    }

    private static bool IsWithinNumber(TimeCursor cursor, Moment moment)
    {
        if (Numerals.IsDigit(cursor.Before)) return true;
        if (!moment.HasMonth && cursor.Before is '.' or '-' or '第' or '#') return true;
        return Numerals.IsChinese(cursor.Before) && Numerals.IsChinese(cursor.Next);
    }

    /// <summary>「29日」, and 「15号」 where it is no house, no line and no window.</summary>
    private static bool TakeMark(ref TimeCursor cursor, Moment moment)
    {
        if (cursor.Take("日")) return !cursor.IsAtAny("元子常志报用");
        return cursor.Take("号") && !cursor.IsAtAny(NotAfterDay) && (moment.HasMonth || cursor.At < cursor.Text.Length);
    }

    private bool ReadHoliday(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.HasMonth || moment.WeekOffset is not null || _words.Holiday(cursor.Text, cursor.At, out var end) is not { } holiday) return false;
        (moment.Month, moment.Day, moment.Lunar) = holiday;
        cursor.At = end;
        return true;
    }
}

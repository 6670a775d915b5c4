using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Months, seasons, quarters and halves of the year.</summary>
public sealed class MonthParts(TimeWords words)
{
    private readonly TimeWords _words = words;

    public bool Read(ref TimeCursor cursor, ref Moment moment) =>
        moment is { HasMonth: false, Months: null } && (ReadMonthsOfYear(ref cursor, ref moment) || ReadMonth(ref cursor, ref moment));

    private bool ReadMonthsOfYear(ref TimeCursor cursor, ref Moment moment)
    {
        if (_words.Season(cursor.Text, cursor.At, out var end) is { } season)
        {
            moment.Months = season;
            cursor.At = end;
            return true;
        }
        if (cursor.TakeAny(["上半年", "前半年", "上个半年", "上半个年"])) moment.Months = (1, 6);
        else if (cursor.TakeAny(["下半年", "后半年", "下个半年"])) moment.Months = (7, 12);
        else return ReadQuarter(ref cursor, ref moment);
        return true;
    }

    private static bool ReadQuarter(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        trial.Take("第");
        if (trial.TakeNumber(out _) is not (>= 1 and <= 4 and var quarter) || !trial.TakeAny(["季度"])) return false;
        moment.Months = (quarter * 3 - 2, quarter * 3);
        cursor = trial;
        return true;
    }

    private bool ReadMonth(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.WeekOffset is not null) return false;
        if (_words.Offset("月", cursor.Text, cursor.At, out var end) is { } offset)
        {
            if (moment.HasYear) return false;
            moment.MonthOffset = offset;
            cursor.At = end;
            return true;
        }
        var trial = cursor;
        if (LunarMonth(ref trial) is { } lunar)
        {
            moment.Month = lunar;
            moment.Lunar = true;
            cursor = trial;
            return true;
        }
        return ReadNumbered(ref cursor, ref moment);
    }

    private static bool ReadNumbered(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        if (Numerals.IsChinese(cursor.Before) && !moment.HasYear || char.IsAsciiDigit(cursor.Before)) return false;
        if (trial.TakeNumber(out _) is not (>= 1 and <= 12 and var month)) return false;
        trial.SkipSpaces();
        if (!trial.Take("月") || trial.IsAtAny("嫂饼亮经租薪供子牙票卡费结")) return false;
        trial.Take("份");
        moment.Month = month;
        cursor = trial;
        return true;
    }

    private static int? LunarMonth(ref TimeCursor cursor)
    {
        if (cursor.Take("正月")) return 1;
        if (cursor.TakeAny(["腊月", "冬月"])) return cursor.Text[cursor.At - 2] == '腊' ? 12 : 11;
        return null;
    }
}

using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Parts of the day and the clock: 下午, 八点半, 17:55:23, 2:00pm, 九点二十.</summary>
public sealed class ClockParts(TimeWords words)
{
    private const string NotAfterPoint = "儿建意要问原希疑诉心赞播菜钱水都也小事击评滴子货用";
    private readonly TimeWords _words = words;

    public bool ReadPart(ref TimeCursor cursor, ref Moment moment, bool afterDate)
    {
        if (!afterDate && _words.Joined(cursor.Text, cursor.At, out var joinedEnd) is { } joined)
        {
            (moment.DayOffset, moment.Hours) = (joined.Day, joined.Hours);
            cursor.At = joinedEnd;
            return true;
        }
        if (_words.Hours(cursor.Text, cursor.At, out var end) is not { } hours) return false;
        if (end - cursor.At == 1 && !afterDate && !Numerals.IsDigit(Char(cursor, end)) && !Numerals.IsChinese(Char(cursor, end))) return false;
        if (end - cursor.At == 1 && Char(cursor, end) is '就' or '已' or '餐' or '饭' or '点' or '日' or '先' or '会' or '期') return false;
        moment.Hours = hours;
        cursor.At = end;
        return true;
    }

    public bool ReadClock(ref TimeCursor cursor, ref Moment moment)
    {
        if (IsWithinNumber(cursor, moment)) return false;
        var trial = cursor;
        if (trial.TakeNumber(out var length) is not (>= 0 and <= 24 and var hour) || length > 3) return false;
        var clock = moment;
        clock.Hour = hour;
        clock.HourIsSure = hour > 12 || hour == 0;
        var read = trial.Next == ':' ? ReadColon(ref trial, ref clock) : ReadPoint(ref trial, ref clock, cursor);
        if (!read) return false;
        moment = clock;
        cursor = trial;
        return true;
    }

    private static bool IsWithinNumber(TimeCursor cursor, Moment moment)
    {
        if (char.IsAsciiLetterOrDigit(cursor.Before) && Numerals.IsDigit(cursor.Next) || cursor.Before is ':' or '.') return true;
        return Numerals.IsChinese(cursor.Before) && Numerals.IsChinese(cursor.Next) && moment is { HasDate: false, Hours: null };
    }

    private static char Char(TimeCursor cursor, int at) => at < cursor.Text.Length ? cursor.Text[at] : '\0';

    private static bool ReadColon(ref TimeCursor cursor, ref Moment moment)
    {
        cursor.At++;
        if (cursor.TakeNumber(out var length) is not (>= 0 and <= 59 and var minute) || length != 2) return false;
        moment.Minute = minute;
        var seconds = cursor;
        if (seconds.Take(":") && seconds.TakeNumber(out var secondLength) is >= 0 and <= 59 and var second && secondLength == 2)
        {
            moment.Second = second;
            cursor = seconds;
        }
        if (char.IsAsciiDigit(cursor.Next) || cursor.Next == ':') return false;
        ReadAmPm(ref cursor, ref moment);
        cursor.TakeAny(["时"]);
        return true;
    }

    private static void ReadAmPm(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        trial.SkipSpaces();
        var pm = trial.TakeAny(["p.m.", "pm"]);
        if (!pm && !trial.TakeAny(["a.m.", "am"]) || char.IsAsciiLetter(trial.Next)) return;
        moment.HourIsSure = true;
        if (pm && moment.Hour < 12) moment.Hour += 12;
        if (!pm && moment.Hour == 12) moment.Hour = 0;
        cursor = trial;
    }

    private static bool ReadPoint(ref TimeCursor cursor, ref Moment moment, TimeCursor before)
    {
        cursor.SkipSpaces();
        var point = cursor.Take("点");
        if (!point && (!cursor.Take("时") || cursor.IsAtAny("候间代常刻不段而"))) return false;
        var plain = !ReadMinutes(ref cursor, ref moment);
        var round = cursor.TakeAny(["来钟", "多钟", "钟", "整", "多", "许"]);
        if (!plain || round) return true;
        if (cursor.IsAtAny("建意原疑诉心赞播评")) return false;
        if (moment.Hours is not null || moment.HasDate) return true;
        if (cursor.IsAtAny(NotAfterPoint)) return false;
        return !MayBeSome(moment.Hour ?? 0, before, point) || cursor.IsAtAny("到至-~左前后");
    }

    /// <summary>「一点」 and 「两点」 may be a little and two remarks.</summary>
    private static bool MayBeSome(int hour, TimeCursor before, bool point) =>
        !point || hour is 1 || hour is 2 && !Numerals.IsDigit(before.Next) || before.Before is '有' or '第' or '差' or '早' or '快';

    private static bool ReadMinutes(ref TimeCursor cursor, ref Moment moment)
    {
        if (cursor.Take("半"))
        {
            moment.Minute = 30;
            return true;
        }
        var trial = cursor;
        if (trial.TakeNumber(out var length) is not (>= 0 and <= 59 and var minute)) return false;
        if (trial.Take("刻")) minute *= 15;
        else if (!trial.Take("分") && length == 1 || trial.IsAtAny("个天月号楼栋元块万斤米只次年")) return false;
        if (trial.Text[trial.At - 1] == '分' && trial.Take("钟")) return false;
        moment.Minute = minute;
        cursor = trial;
        if (trial.TakeNumber(out _) is >= 0 and <= 59 and var second && trial.Take("秒"))
        {
            moment.Second = second;
            cursor = trial;
        }
        return true;
    }
}

using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Weeks and days of the week: 下周, 上上个礼拜三, 周末, 四月的最后一个星期一.</summary>
public sealed class WeekParts
{
    private static readonly (string Word, int Offset)[] Prefixes =
    [
        ("上上个", -2), ("上上", -2), ("上一个", -1), ("上个", -1), ("上一", -1), ("上", -1), ("下下个", 2), ("下下", 2), ("下一个", 1), ("下个", 1),
        ("下一", 1), ("下", 1), ("这一个", 0), ("这个", 0), ("这一", 0), ("这", 0), ("本", 0), ("今个", 0), ("今", 0)
    ];

    public bool Read(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.WeekOffset is not null) return false;
        if (moment.HasMonth) return ReadNth(ref cursor, ref moment);
        if (moment.HasYear) return false;
        var trial = cursor;
        int? offset = null;
        foreach (var (word, value) in Prefixes)
        {
            if (!trial.Take(word)) continue;
            offset = value;
            break;
        }
        if (offset is not null && trial.TakeAny(["半周"])) return Half(ref cursor, ref moment, trial, offset.Value);
        if (!trial.TakeAny(["星期", "礼拜", "周"])) return false;
        var day = Weekday(ref trial);
        if (day is null && (offset is null || trial.IsAtAny("岁年围边"))) return false;
        moment.WeekOffset = offset;
        moment.Weekday = day;
        cursor = trial;
        return true;
    }

    /// <summary>「10月12号，星期一」: the weekday beside a date adds nothing, but belongs to it.</summary>
    public bool ReadAside(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        var bracket = trial.Take("(");
        if (!bracket && trial.Take(",")) trial.SkipSpaces();
        if (!trial.TakeAny(["星期", "礼拜", "周"]) || Weekday(ref trial) is not (<= 7 and var day) || bracket && !trial.Take(")")) return false;
        moment.Weekday = day;
        cursor = trial;
        return true;
    }

    private static bool Half(ref TimeCursor cursor, ref Moment moment, TimeCursor trial, int offset)
    {
        moment.WeekOffset = 0;
        moment.Part = offset < 0 ? MomentPart.FirstHalf : MomentPart.SecondHalf;
        cursor = trial;
        return true;
    }

    private static bool ReadNth(ref TimeCursor cursor, ref Moment moment)
    {
        var trial = cursor;
        int? nth = null;
        if (trial.TakeAny(["最后一个", "最后一"])) nth = -1;
        else if (trial.Take("第")) nth = trial.TakeNumber(out _);
        if (nth is null) return false;
        trial.Take("个");
        if (!trial.TakeAny(["星期", "礼拜", "周"])) return false;
        moment.Nth = nth;
        moment.Weekday = Weekday(ref trial);
        cursor = trial;
        return true;
    }

    private static int? Weekday(ref TimeCursor cursor)
    {
        if (cursor.Take("末")) return 8;
        if (cursor.TakeAny(["日", "天"])) return 7;
        var digit = Numerals.ChineseDigit(cursor.Next);
        if (cursor.Next is >= '1' and <= '6') digit = cursor.Next - '0';
        if (digit is < 1 or > 6) return null;
        cursor.At++;
        return digit;
    }
}

using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Parts of a month or a year: 上旬, 月底, 年初.</summary>
public static class CalendarParts
{
    private static readonly (string Word, MomentPart Part)[] OfMonth =
    [
        ("上旬", MomentPart.FirstHalf), ("上半月", MomentPart.FirstHalf), ("中旬", MomentPart.Middle), ("月中", MomentPart.Middle), ("下旬", MomentPart.SecondHalf),
        ("下半月", MomentPart.SecondHalf), ("月底", MomentPart.End), ("月末", MomentPart.End), ("月初", MomentPart.Beginning)
    ];

    private static readonly (string Word, MomentPart Part)[] OfYear =
        [("年底", MomentPart.End), ("年末", MomentPart.End), ("年初", MomentPart.Beginning)];

    private static readonly (string Word, MomentPart Part)[] Behind =
        [("底", MomentPart.End), ("末", MomentPart.End), ("初", MomentPart.Beginning)];

    public static bool Read(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.Part != MomentPart.Whole || moment.WeekOffset is not null) return false;
        var open = !moment.HasMonth && !moment.HasYear;
        if (Take(ref cursor, ref moment, OfMonth))
        {
            if (open) moment.MonthOffset = 0;
            return true;
        }
        if (!moment.HasMonth && Take(ref cursor, ref moment, OfYear))
        {
            if (open) moment.YearOffset = 0;
            return true;
        }
        return !open && !IsLunarDay(cursor) && Take(ref cursor, ref moment, Behind);
    }

    private static bool IsLunarDay(TimeCursor cursor) =>
        cursor.Next == '初' && cursor.At + 1 < cursor.Text.Length && Numerals.IsChinese(cursor.Text[cursor.At + 1]);

    private static bool Take(ref TimeCursor cursor, ref Moment moment, (string Word, MomentPart Part)[] words)
    {
        foreach (var (word, part) in words)
        {
            if (!cursor.Take(word)) continue;
            moment.Part = part;
            return true;
        }
        return false;
    }
}

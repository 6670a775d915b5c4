using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Years: 今年, 2008年, 二零零八年, 08年.</summary>
public sealed class YearParts(TimeWords words)
{
    private readonly TimeWords _words = words;

    public bool Read(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment.HasYear || moment.HasMonth || moment.Months is not null) return false;
        if (_words.Offset("年", cursor.Text, cursor.At, out var end) is { } offset)
        {
            moment.YearOffset = offset;
            cursor.At = end;
            return true;
        }
        var trial = cursor;
        if (trial.TakeNumber(out var length) is not { } number) return false;
        var zero = cursor.Next is '0' or '零' or '〇';
        trial.SkipSpaces();
        if (!trial.Take("年") || trial.IsAtAny("级代纪龄") || FullYear(number, length, zero, trial, cursor) is not { } year) return false;
        moment.Year = year;
        cursor = trial;
        cursor.TakeAny(["度"]);
        return true;
    }

    /// <summary>2008, and 08 or 18 of 08年 and 18年10月; 「18年」 alone may be a duration.</summary>
    private static int? FullYear(int number, int length, bool zero, TimeCursor after, TimeCursor before)
    {
        if (length == 4 && number is >= 1000 and <= 2999) return number;
        if (length != 2 || number > 99 || before.Text[before.At..(before.At + 2)].Contains('十')) return null;
        var plain = zero || number >= 50 && !Numerals.IsDigit(before.Next);
        return plain || IsYearByNext(after) ? number + (number > 49 ? 1900 : 2000) : null;
    }

    private static bool IsYearByNext(TimeCursor after)
    {
        after.SkipSpaces();
        if (after.IsAt("上半年") || after.IsAt("下半年") || after.IsAtAny("第底初末春夏秋冬")) return true;
        return after.TakeNumber(out _) is >= 1 and <= 12 && after.Next == '月';
    }
}

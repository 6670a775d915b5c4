namespace ChatGrid.Understanding.Times;

/// <summary>Reads a moment: date, day, week, part of the day and clock, as far as they stand side by side.</summary>
public sealed class MomentParser(TimeWords words)
{
    private readonly DateParts _dates = new(words);
    private readonly ClockParts _clocks = new(words);

    /// <summary>Reads the moment at the cursor; it is empty, and the cursor where it was, when there is none.</summary>
    public Moment Read(ref TimeCursor cursor)
    {
        var moment = default(Moment);
        var start = cursor.At;
        if (cursor.TakeAny(["农历", "阴历", "旧历"])) moment.Lunar = true;
        var any = ReadDate(ref cursor, ref moment);
        any |= ReadTime(ref cursor, ref moment, any);
        if (!any || !IsPlausible(moment, cursor))
        {
            cursor.At = start;
            return default;
        }
        return moment;
    }

    /// <summary>The clock alone, for the right side of a range.</summary>
    public bool ReadClock(ref TimeCursor cursor, ref Moment moment) => _clocks.ReadClock(ref cursor, ref moment);

    private bool ReadDate(ref TimeCursor cursor, ref Moment moment)
    {
        var any = NumericDate.Read(ref cursor, ref moment);
        var more = true;
        while (more)
        {
            var before = cursor;
            if (any) SkipJoint(ref cursor);
            more = _dates.Read(ref cursor, ref moment);
            if (!more) cursor = before;
            any |= more;
        }
        return any;
    }

    private bool ReadTime(ref TimeCursor cursor, ref Moment moment, bool afterDate)
    {
        var before = cursor;
        if (afterDate) SkipJoint(ref cursor);
        var part = _clocks.ReadPart(ref cursor, ref moment, afterDate);
        var beforeClock = cursor;
        if (part) SkipJoint(ref cursor);
        if (_clocks.ReadClock(ref cursor, ref moment)) return true;
        cursor = part ? beforeClock : before;
        return part;
    }

    private static void SkipJoint(ref TimeCursor cursor)
    {
        cursor.SkipSpaces();
        if (cursor.Take("的")) cursor.SkipSpaces();
    }

    /// <summary>「一点」 may be a little, 「3号」 a house: a moment that is nothing but such a word is none.</summary>
    private static bool IsPlausible(Moment moment, TimeCursor cursor)
    {
        if (moment.Lunar && !moment.HasDate) return false;
        return !cursor.IsAt("年级") && !cursor.IsAt("年代");
    }
}

namespace ChatGrid.Understanding.Times;

/// <summary>Sets the part of the day and the clock of a moment onto a day: 八点 is 8 and 20, 晚上八点 is 20.</summary>
public static class DayClock
{
    public static void Add(List<Period> periods, Period day, Moment moment, bool onlyClock)
    {
        if (moment.Hour is not { } hour)
        {
            periods.Add(moment.Hours is { } hours ? Part(day, hours, onlyClock) : day);
            return;
        }
        if (moment.Hours is { } part) hour = InPart(hour, part);
        periods.Add(At(day, hour, moment, onlyClock));
        if (!moment.HourIsSure && moment.Hours is null && hour is >= 1 and <= 12) periods.Add(At(day, hour == 12 ? 0 : hour + 12, moment, onlyClock));
    }

    private static Period Part(Period day, (int From, int To) hours, bool onlyClock) =>
        new(day.Start.AddHours(hours.From), day.Start.AddHours(hours.To), Grain.Second, onlyClock);

    private static Period At(Period day, int hour, Moment moment, bool onlyClock)
    {
        var start = day.Start.AddHours(hour).AddMinutes(moment.Minute ?? 0).AddSeconds(moment.Second ?? 0);
        return new Period(start, start, Grain.Second, onlyClock);
    }

    /// <summary>晚上八点 is 20, 中午一点 13, 半夜两点 the next day's 2, 凌晨十二点 0.</summary>
    private static int InPart(int hour, (int From, int To) part)
    {
        if (hour > 12) return hour;
        if (part.From < 12) return part.From == 0 && hour == 12 ? 0 : hour;
        if (part == (12, 13)) return hour is >= 1 and <= 3 ? hour + 12 : hour;
        if (hour == 12) return part.From >= 16 ? 24 : 12;
        return IsAfterMidnight(hour, part) ? hour + 24 : hour + 12;
    }

    private static bool IsAfterMidnight(int hour, (int From, int To) part) => part.To > 24 && hour < 6 || part.From >= 20 && hour < 5;
}

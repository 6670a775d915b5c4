namespace ChatGrid.Understanding.Times;

/// <summary>The parts of a date, each read where the parts before it leave room: year, season, month, week, day.</summary>
public sealed class DateParts(TimeWords words)
{
    private readonly YearParts _years = new(words);
    private readonly MonthParts _months = new(words);
    private readonly WeekParts _weeks = new();
    private readonly DayParts _days = new(words);

    public bool Read(ref TimeCursor cursor, ref Moment moment)
    {
        if (moment is { Day: not null, Weekday: null }) return _weeks.ReadAside(ref cursor, ref moment);
        if (moment.HasDay) return false;
        return _years.Read(ref cursor, ref moment) || _months.Read(ref cursor, ref moment) || CalendarParts.Read(ref cursor, ref moment)
            || _weeks.Read(ref cursor, ref moment) || _days.Read(ref cursor, ref moment);
    }
}

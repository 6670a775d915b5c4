using ChatGrid.Grids;

namespace ChatGrid.Deadlines;

/// <summary>Working days of the town: which days count, where a number of days ends, where a share of a span lies.</summary>
public sealed class WorkCalendar(Town town)
{
    private readonly HolidayTable _holidays = town.Facts.Holidays;
    private readonly bool _everyDay = town.Clocks.CalendarDays;

    public bool IsWorkingDay(DateOnly day) => _everyDay || _holidays.Worked.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Off.Contains(day));

    /// <summary>The same time of day on the <paramref name="days"/>th working day after the day of <paramref name="from"/>.</summary>
    public DateTimeOffset AddDays(DateTimeOffset from, int days)
    {
        var local = town.Local(from);
        var day = DateOnly.FromDateTime(local.DateTime);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }
        return At(day, TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>The moment at which a share (0 to 1) of the time between two moments has passed; days off do not count in it, never after the second.</summary>
    public DateTimeOffset Share(DateTimeOffset from, DateTimeOffset until, double share)
    {
        var whole = WorkingTime(from, until);
        if (whole <= TimeSpan.Zero) return from + ((until - from) * share);
        var at = Advance(from, whole * share);
        return at < until ? at : until;
    }

    /// <summary>Time between two moments, days off left out.</summary>
    public TimeSpan WorkingTime(DateTimeOffset from, DateTimeOffset until)
    {
        var sum = TimeSpan.Zero;
        foreach (var (start, end) in Days(from))
        {
            if (start >= until) break;
            sum += (end < until ? end : until) - start;
        }
        return sum;
    }

    /// <summary>The moment after which so much time of working days has passed; always on a working day (Friday's last moment is Monday's first).</summary>
    public DateTimeOffset Advance(DateTimeOffset from, TimeSpan time)
    {
        foreach (var (start, end) in Days(from))
        {
            if (start + time < end) return start + time;
            time -= end - start;
        }
        throw new InvalidOperationException("A calendar without working days.");
    }

    // The stretches of working days from a moment on, each within one day.
    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Days(DateTimeOffset from)
    {
        var day = DateOnly.FromDateTime(town.Local(from).DateTime);
        for (var i = 0; i < 3660; i++, day = day.AddDays(1))
        {
            if (!IsWorkingDay(day)) continue;
            var start = At(day, TimeOnly.MinValue);
            var end = At(day.AddDays(1), TimeOnly.MinValue);
            yield return (start < from ? from : start, end);
        }
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, town.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

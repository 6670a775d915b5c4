using System.Globalization;

namespace ChatGrid.Understanding.Times;

/// <summary>Lays a moment on the calendar: what it may mean, the past reading first where there are two.</summary>
public static class MomentCalendar
{
    /// <summary>The stretches that the moment may mean, none when there is no such day.</summary>
    public static List<Period> Periods(Moment moment, DateTime now)
    {
        var result = new List<Period>(2);
        if (!moment.HasDate && moment.HasTime)
        {
            DayClock.Add(result, new Period(now.Date, now.Date.AddDays(1), Grain.Day), moment, true);
            return result;
        }
        foreach (var day in Dates(moment, now)) DayClock.Add(result, day, moment, false);
        return result;
    }

    private static IEnumerable<Period> Dates(Moment moment, DateTime now)
    {
        if (moment.DayOffset is { } offset) return [OneDay(now.Date.AddDays(offset))];
        if (moment.Day is null && (moment.WeekOffset is not null || moment.Weekday is not null && !moment.HasMonth)) return Weeks(moment, now);
        if (moment.HasYear) return InYear(moment, YearOf(moment, now), now);
        if (moment.MonthOffset is { } months) return InMonthOf(moment, now.Date.AddDays(1 - now.Day).AddMonths(Math.Clamp(months, -600, 600)));
        if (moment.Month is not null || moment.Months is not null) return PastAndFuture(moment, now);
        return moment.Day is { } day ? DaysOfMonth(day, now) : [];
    }

    private static int YearOf(Moment moment, DateTime now) => Math.Clamp(moment.Year ?? now.Year + (moment.YearOffset ?? 0), 2, 9990);

    private static Period OneDay(DateTime day) => new(day, day.AddDays(1), Grain.Day);

    private static IEnumerable<Period> InYear(Moment moment, int year, DateTime now)
    {
        if (moment.Months is { } months) return [MonthsOf(year, months)];
        if (moment.Month is { } month)
        {
            if (moment.Lunar && Lunar(year, month, moment.Day) is { } lunar) return [lunar];
            return InMonthOf(moment, new DateTime(year, month, 1));
        }
        var start = new DateTime(year, 1, 1);
        if (moment.Part == MomentPart.Beginning) return [new Period(start, start.AddMonths(2), Grain.Range)];
        if (moment.Part == MomentPart.End) return [new Period(start.AddMonths(10), start.AddYears(1), Grain.Range)];
        var soFar = moment.YearOffset == 0 && now.Year == year;
        return [new Period(start, soFar ? now.Date : start.AddYears(1), Grain.Range)];
    }

    private static Period MonthsOf(int year, (int First, int Last) months)
    {
        var start = new DateTime(year, 1, 1);
        return new Period(start.AddMonths(months.First - 1), start.AddMonths(months.Last), Grain.Range);
    }

    private static IEnumerable<Period> InMonthOf(Moment moment, DateTime month)
    {
        if (moment.Nth is { } nth) return [NthOf(month, nth, moment.Weekday)];
        if (moment.Day is { } day) return day <= DateTime.DaysInMonth(month.Year, month.Month) ? [OneDay(month.AddDays(day - 1))] : [];
        var next = month.AddMonths(1);
        return moment.Part switch
        {
            MomentPart.FirstHalf => [new Period(month, month.AddDays(15), Grain.Range)],
            MomentPart.SecondHalf => [new Period(month.AddDays(15), next, Grain.Range)],
            MomentPart.Beginning => [new Period(month, month.AddDays(5), Grain.Range)],
            MomentPart.Middle => [new Period(month.AddDays(10), month.AddDays(20), Grain.Range)],
            MomentPart.End => [new Period(next.AddDays(-5), next, Grain.Range)],
            MomentPart.Whole or MomentPart.Weekend or _ => [new Period(month, next, Grain.Range)]
        };
    }

    /// <summary>The n-th week that begins in the month, or the n-th (last) such weekday of it.</summary>
    private static Period NthOf(DateTime month, int nth, int? weekday)
    {
        var wanted = weekday ?? 1;
        var first = month.AddDays((wanted - Weekday(month) + 7) % 7);
        var day = first.AddDays(7 * (Math.Clamp(nth, 1, 5) - 1));
        if (nth < 0)
        {
            var last = month.AddMonths(1).AddDays(-1);
            day = last.AddDays(-((Weekday(last) - wanted + 7) % 7));
        }
        return weekday is null ? new Period(day, day.AddDays(7), Grain.Range) : OneDay(day);
    }

    private static int Weekday(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static IEnumerable<Period> Weeks(Moment moment, DateTime now)
    {
        var monday = now.Date.AddDays(1 - Weekday(now)).AddDays(7 * (moment.WeekOffset ?? 0));
        if (moment.Weekday is { } day)
        {
            if (day == 8) return [new Period(monday.AddDays(5), monday.AddDays(7), Grain.Range)];
            if (moment.WeekOffset is not null) return [OneDay(monday.AddDays(day - 1))];
            var thisWeek = monday.AddDays(day - 1);
            return thisWeek < now.Date ? [OneDay(thisWeek), OneDay(thisWeek.AddDays(7))] : [OneDay(thisWeek.AddDays(-7)), OneDay(thisWeek)];
        }
        if (moment.Part == MomentPart.FirstHalf) return [new Period(monday, monday.AddDays(4), Grain.Range)];
        return [new Period(moment.Part == MomentPart.SecondHalf ? monday.AddDays(3) : monday, monday.AddDays(7), Grain.Range)];
    }

    /// <summary>A month or day without its year: the last one and the next one; a 29 February may be years away.</summary>
    private static IEnumerable<Period> PastAndFuture(Moment moment, DateTime now)
    {
        if (moment is { Months: not null, Month: null }) return InYear(moment with { Year = now.Year }, now.Year, now);
        var result = new List<Period>(2);
        for (var year = now.Year; year > now.Year - 9 && result.Count == 0; year--) AddIf(result, moment, year, now, true);
        for (var year = now.Year; year < now.Year + 9 && result.Count < 2; year++) AddIf(result, moment, year, now, false);
        return result;
    }

    private static void AddIf(List<Period> result, Moment moment, int year, DateTime now, bool past)
    {
        foreach (var period in InYear(moment with { Year = year }, year, now))
        {
            if (period.End <= now.Date == past && result.Count < 2) result.Add(period);
        }
    }

    private static IEnumerable<Period> DaysOfMonth(int day, DateTime now)
    {
        var month = now.Date.AddDays(1 - now.Day);
        var past = month;
        while (day > DateTime.DaysInMonth(past.Year, past.Month) || past.AddDays(day - 1) >= now.Date) past = past.AddMonths(-1);
        var future = month;
        while (day > DateTime.DaysInMonth(future.Year, future.Month) || future.AddDays(day - 1) < now.Date) future = future.AddMonths(1);
        return [OneDay(past.AddDays(day - 1)), OneDay(future.AddDays(day - 1))];
    }

    /// <summary>A day or month of the farmers' calendar.</summary>
    private static Period? Lunar(int year, int month, int? day)
    {
        var calendar = new ChineseLunisolarCalendar();
        if (year < calendar.MinSupportedDateTime.Year + 1 || year > calendar.MaxSupportedDateTime.Year - 1) return null;
        var leap = calendar.GetLeapMonth(year);
        var index = leap > 0 && month >= leap ? month + 1 : month;
        var days = calendar.GetDaysInMonth(year, index);
        if (day is { } wanted) return OneDay(calendar.ToDateTime(year, index, Math.Min(wanted, days), 0, 0, 0, 0));
        var start = calendar.ToDateTime(year, index, 1, 0, 0, 0, 0);
        return new Period(start, start.AddDays(days), Grain.Range);
    }
}

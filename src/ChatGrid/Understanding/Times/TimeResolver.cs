namespace ChatGrid.Understanding.Times;

/// <summary>Resolves an expression against the clock of the message.</summary>
public static class TimeResolver
{
    public static ResolvedTime Resolve(TimeExpression expression, DateTime now)
    {
        if (now.Year < 1905) now = new DateTime(2026, 1, 1);
        if (expression.IsSet) return new ResolvedTime(expression.Start, expression.End, TimeKind.Set, [], "每");
        if (expression.IsVague) return new ResolvedTime(expression.Start, expression.End, TimeKind.Duration, [], "");
        if (expression.Amount is { } amount) return OfAmount(expression, amount, now);
        return expression.To is { } to ? OfRange(expression, to, now) : OfMoment(expression, now);
    }

    private static ResolvedTime OfAmount(TimeExpression expression, TimeAmount amount, DateTime now)
    {
        if (double.IsNaN(amount.Count)) return new ResolvedTime(expression.Start, expression.End, TimeKind.Duration, [], "");
        if (expression.Direction == 0)
        {
            var seconds = new TimeValue(FormattableString.Invariant($"{amount.Seconds}"), null, false);
            return new ResolvedTime(expression.Start, expression.End, TimeKind.Duration, [seconds], amount.Timex);
        }
        return OfDistance(expression, amount, now);
    }

    /// <summary>三天前 is a moment, 前三天 a range.</summary>
    private static ResolvedTime OfDistance(TimeExpression expression, TimeAmount amount, DateTime now)
    {
        var fine = amount.Unit <= TimeUnit.Hour;
        var there = amount.From(fine ? now : now.Date, expression.Direction);
        var kind = fine ? TimeKind.DateTime : TimeKind.Date;
        if (!expression.IsSpan) return Make(expression, kind, [new Period(there, there, fine ? Grain.Second : Grain.Day)]);
        var here = fine ? now : expression.Direction < 0 ? now.Date : now.Date.AddDays(1);
        var far = amount.From(here, expression.Direction);
        var span = expression.Direction < 0 ? new Period(far, here, fine ? Grain.Second : Grain.Range) : new Period(here, far, fine ? Grain.Second : Grain.Range);
        return Make(expression, fine ? TimeKind.DateTimeRange : TimeKind.DateRange, [span]);
    }

    private static ResolvedTime OfMoment(TimeExpression expression, DateTime now)
    {
        var periods = MomentCalendar.Periods(expression.From, now);
        var kind = KindOf(expression.From);
        if (expression.Bound == TimeBound.None) return Make(expression, kind, periods);
        kind = RangeOf(kind);
        var values = periods.ConvertAll(period => Bounded(expression.Bound, period));
        return new ResolvedTime(expression.Start, expression.End, kind, values, Iso(periods, expression.Bound));
    }

    private static TimeValue Bounded(TimeBound bound, Period period) => bound switch
    {
        TimeBound.Before => new TimeValue(null, period.Write(period.Start), true),
        TimeBound.Until => new TimeValue(null, period.Write(period.Grain == Grain.Range ? period.End : period.Start), true),
        TimeBound.After => new TimeValue(period.Write(period.Grain == Grain.Range ? period.End : period.Start), null, true),
        TimeBound.Since or TimeBound.None or _ => new TimeValue(period.Write(period.Start), null, true)
    };

    private static ResolvedTime OfRange(TimeExpression expression, Moment to, DateTime now)
    {
        var starts = MomentCalendar.Periods(expression.From, now);
        var ends = MomentCalendar.Periods(to, now);
        var periods = new List<Period>(2);
        for (var i = 0; i < starts.Count && ends.Count > 0; i++) Pair(starts[i], ends, starts.Count, i, periods);
        return Make(expression, RangeOf(KindOf(expression.From)), periods);
    }

    private static TimeKind RangeOf(TimeKind kind)
    {
        if (kind is TimeKind.Date or TimeKind.DateRange) return TimeKind.DateRange;
        return kind is TimeKind.Time or TimeKind.TimeRange ? TimeKind.TimeRange : TimeKind.DateTimeRange;
    }

    private static void Pair(Period start, List<Period> ends, int starts, int index, List<Period> periods)
    {
        var end = starts == ends.Count ? ends[index] : ends[^1];
        foreach (var candidate in ends)
        {
            if (end.Start <= start.Start && candidate.Start > start.Start) end = candidate;
        }
        if (end.Start <= start.Start && !start.OnlyClock) return;
        periods.Add(new Period(start.Start, end.Start, start.Grain == Grain.Second ? Grain.Second : Grain.Range, start.OnlyClock));
    }

    private static TimeKind KindOf(Moment moment)
    {
        if (!moment.HasDate) return moment.HasClock ? TimeKind.Time : TimeKind.TimeRange;
        if (moment.HasClock) return TimeKind.DateTime;
        if (moment.Hours is not null) return TimeKind.DateTimeRange;
        return moment.HasDay && moment.Weekday != 8 ? TimeKind.Date : TimeKind.DateRange;
    }

    private static ResolvedTime Make(TimeExpression expression, TimeKind kind, List<Period> periods)
    {
        var point = kind is TimeKind.Date or TimeKind.Time or TimeKind.DateTime;
        var values = periods.ConvertAll(period => point
            ? new TimeValue(period.Write(period.Start), null, false)
            : new TimeValue(period.Write(period.Start), period.Write(period.End), true));
        return new ResolvedTime(expression.Start, expression.End, kind, values, Iso(periods, TimeBound.None));
    }

    /// <summary>The likeliest value in ISO 8601: of two dates the coming one, of two clock times the one by day.</summary>
    private static string Iso(List<Period> periods, TimeBound bound)
    {
        if (periods.Count == 0) return "";
        var period = periods[^1];
        if (period.Grain == Grain.Second) period = periods.Find(other => other.Start.Date == period.Start.Date && (other.Start.Hour >= 7 || other == period));
        return bound switch
        {
            TimeBound.Before or TimeBound.Until => "../" + period.Iso(period.Start),
            TimeBound.After or TimeBound.Since => period.Iso(period.Start) + "/..",
            TimeBound.None or _ => period.Start == period.End || period.Grain == Grain.Day ? period.Iso(period.Start) : $"{period.Iso(period.Start)}/{period.Iso(period.End)}"
        };
    }
}

using System.Globalization;

namespace ChatGrid.Understanding.Times;

/// <summary>How fine a moment was said.</summary>
public enum Grain { Range, Day, Second }

/// <summary>A stretch of the calendar, its end exclusive; a clock without a date lies on the day it is read.</summary>
public readonly record struct Period(DateTime Start, DateTime End, Grain Grain, bool OnlyClock = false)
{
    /// <summary>2017-10-12, 17:00:00 or 2016-11-07 18:00:00, as fine as it was said.</summary>
    public string Write(DateTime moment) => moment.ToString(
        OnlyClock ? "HH:mm:ss" : Grain == Grain.Second ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601, with the date also where only the clock was said.</summary>
    public string Iso(DateTime moment) =>
        moment.ToString(Grain == Grain.Second ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

namespace ChatGrid.Understanding.Times;

/// <summary>What kind of time an expression names.</summary>
public enum TimeKind { Date, Time, DateTime, DateRange, TimeRange, DateTimeRange, Duration, Set }

/// <summary>One thing an expression may mean: a moment (Start only), a range, or an open range.</summary>
/// <param name="Start">2017-10-12, 17:00:00 or 2016-11-07 18:00:00; null where the range is open.</param>
/// <param name="End">The end of a range, exclusive for dates; null for a moment and where it is open.</param>
/// <param name="IsRange">Whether it has two ends, one of which may be open.</param>
public readonly record struct TimeValue(string? Start, string? End, bool IsRange);

/// <summary>An expression of time in a message with everything it may mean: 「周三」 is the last one or the next one.</summary>
public sealed record ResolvedTime(int Start, int End, TimeKind Kind, IReadOnlyList<TimeValue> Values, string Value);

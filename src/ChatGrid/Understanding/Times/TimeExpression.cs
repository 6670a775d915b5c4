namespace ChatGrid.Understanding.Times;

/// <summary>How an expression is bounded: 「2018年以前」, 「从今年起」.</summary>
public enum TimeBound { None, Before, Until, After, Since }

/// <summary>An expression as it was read, before it is resolved against a clock.</summary>
public record struct TimeExpression
{
    public int Start { get; set; }
    public int End { get; set; }
    public Moment From { get; set; }

    /// <summary>The right side of a range.</summary>
    public Moment? To { get; set; }

    public TimeAmount? Amount { get; set; }

    /// <summary>-1 before now (三天前), 1 after now; 0 a bare duration.</summary>
    public int Direction { get; set; }

    /// <summary>Whether the direction spans a range (前三天, 三天内) rather than naming a moment (三天前).</summary>
    public bool IsSpan { get; set; }

    public bool IsSet { get; set; }
    public bool IsVague { get; set; }
    public TimeBound Bound { get; set; }
}

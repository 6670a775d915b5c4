namespace ChatGrid.Understanding.Times;

/// <summary>What a moment is as far as it was said: 「下周三下午」 is week +1, day 3, 12 to 16 o'clock.</summary>
public record struct Moment
{
    public int? Year { get; set; }
    public int? YearOffset { get; set; }
    public int? Month { get; set; }
    public int? MonthOffset { get; set; }
    public int? Day { get; set; }
    public int? DayOffset { get; set; }
    public int? WeekOffset { get; set; }

    /// <summary>1 Monday to 7 Sunday; 8 is the weekend.</summary>
    public int? Weekday { get; set; }

    /// <summary>Which week of the month, or which such weekday of it; -1 is the last.</summary>
    public int? Nth { get; set; }

    public bool Lunar { get; set; }

    /// <summary>Months of the year that are meant (seasons, halves, quarters), first and last.</summary>
    public (int First, int Last)? Months { get; set; }

    /// <summary>Days of the month, the week or the year's edge that are meant (上半月, 月底, 年初).</summary>
    public MomentPart Part { get; set; }

    /// <summary>Hours of the part of the day, as the list says.</summary>
    public (int From, int To)? Hours { get; set; }

    public int? Hour { get; set; }
    public int? Minute { get; set; }
    public int? Second { get; set; }

    /// <summary>The clock said am or pm, or hours beyond 12.</summary>
    public bool HourIsSure { get; set; }

    public bool IsNow { get; set; }

    public readonly bool HasYear => Year is not null || YearOffset is not null;
    public readonly bool HasMonth => Month is not null || MonthOffset is not null;
    public readonly bool HasDay => Day is not null || DayOffset is not null || Weekday is not null;
    public readonly bool HasDate => HasYear || HasMonth || HasDay || WeekOffset is not null || Months is not null || Part != MomentPart.Whole || IsNow;
    public readonly bool HasClock => Hour is not null;
    public readonly bool HasTime => HasClock || Hours is not null;
    public readonly bool IsEmpty => !HasDate && !HasTime;
}

/// <summary>A part of a year, a month or a week.</summary>
public enum MomentPart { Whole, FirstHalf, SecondHalf, Beginning, Middle, End, Weekend }

namespace ChatGrid.Understanding.Times;

/// <summary>Units that durations are counted in.</summary>
public enum TimeUnit { Second, Minute, Hour, Day, Week, Month, Quarter, Year }

/// <summary>So many units: 三天, 半个月, 一年半. What cannot be counted (好几天) has no amount.</summary>
public readonly record struct TimeAmount(double Count, TimeUnit Unit)
{
    /// <summary>P3D, PT0.5H, P7W.</summary>
    public string Timex => FormattableString.Invariant($"{(Unit <= TimeUnit.Hour ? "PT" : "P")}{(Unit == TimeUnit.Quarter ? Count * 3 : Count)}{"SMHDWMMY"[(int)Unit]}");

    private static readonly int[] SecondsOf = [1, 60, 3600, 86400, 604800, 2592000, 7776000, 31536000];

    public double Seconds => Count * SecondsOf[(int)Unit];

    /// <summary>The moment so many units later (or earlier, when <paramref name="sign"/> is -1).</summary>
    public DateTime From(DateTime moment, int sign)
    {
        var count = Math.Clamp(Count, 0, 3000) * sign;
        var months = Unit == TimeUnit.Year ? 12 : Unit == TimeUnit.Quarter ? 3 : Unit == TimeUnit.Month ? 1 : 0;
        return months > 0 ? Shift(moment, count * months) : moment.AddSeconds(count * SecondsOf[(int)Unit]);
    }

    private static DateTime Shift(DateTime moment, double months)
    {
        var whole = (int)Math.Truncate(months);
        var year = moment.Year + whole / 12;
        if (year is < 2 or > 9990) return moment;
        return moment.AddMonths(whole).AddDays((months - whole) * 30);
    }
}

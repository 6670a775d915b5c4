using ChatGrid.Deadlines;
using ChatGrid.Grids;
using ChatGrid.Tests.Grids;
using FsCheck.Fluent;

namespace ChatGrid.Tests.Deadlines;

/// <summary>Working days of the demo town, with the holidays of 2026.</summary>
public sealed class WorkCalendarTests
{
    private static readonly Town Town = ShippedTown.Load();
    private readonly WorkCalendar _calendar = new(Town);

    [Theory]
    [InlineData("2026-03-06 16:20", 1, "2026-03-09 16:20", "Friday + 1 = Monday")]
    [InlineData("2026-03-07 10:00", 1, "2026-03-09 10:00", "Saturday + 1 = Monday")]
    [InlineData("2026-03-08 23:59", 1, "2026-03-09 23:59", "Sunday + 1 = Monday")]
    [InlineData("2026-03-04 09:00", 3, "2026-03-09 09:00", "Wednesday + 3 = Monday")]
    [InlineData("2026-03-04 09:00", 5, "2026-03-11 09:00", "5 over a weekend")]
    [InlineData("2026-02-13 16:20", 1, "2026-02-14 16:20", "the Saturday before Spring Festival is worked")]
    [InlineData("2026-02-14 16:20", 1, "2026-02-24 16:20", "over Spring Festival")]
    [InlineData("2026-02-27 08:00", 1, "2026-02-28 08:00", "the Saturday after it is worked")]
    [InlineData("2026-02-28 08:00", 1, "2026-03-02 08:00", "and the Sunday is off")]
    [InlineData("2025-12-31 12:00", 1, "2026-01-04 12:00", "New Year, then a worked Sunday")]
    [InlineData("2026-04-03 10:00", 1, "2026-04-07 10:00", "Qingming")]
    [InlineData("2026-04-30 10:00", 3, "2026-05-08 10:00", "Labour Day")]
    [InlineData("2026-05-08 10:00", 1, "2026-05-09 10:00", "a worked Saturday in May")]
    [InlineData("2026-06-18 10:00", 1, "2026-06-22 10:00", "Dragon Boat")]
    [InlineData("2026-09-18 10:00", 2, "2026-09-21 10:00", "a worked Sunday in September")]
    [InlineData("2026-09-24 10:00", 1, "2026-09-28 10:00", "Mid-Autumn")]
    [InlineData("2026-09-30 18:00", 1, "2026-10-08 18:00", "National Day")]
    [InlineData("2026-10-09 18:00", 1, "2026-10-10 18:00", "a worked Saturday in October")]
    [InlineData("2026-03-04 09:00", 0, "2026-03-04 09:00", "nothing")]
    public void Days_are_counted_in_working_days(string from, int days, string due, string why) =>
        Moments.Written(_calendar.AddDays(Moments.At(from), days)).ShouldBe(due, why);

    [Fact]
    public void Calendar_days_can_be_chosen()
    {
        var town = new Town(Town.Facts with { Clocks = Town.Clocks with { CalendarDays = true } });
        Moments.Written(new WorkCalendar(town).AddDays(Moments.At("2026-02-14 16:20"), 3)).ShouldBe("2026-02-17 16:20");
    }

    [Theory]
    [InlineData("2026-03-06 16:20", "2026-03-09 16:20", 0.5, "2026-03-09 04:20")]
    [InlineData("2026-03-06 16:20", "2026-03-09 16:20", 0.8, "2026-03-09 11:32")]
    [InlineData("2026-03-06 16:20", "2026-03-09 16:20", 0.0, "2026-03-06 16:20")]
    [InlineData("2026-03-06 16:20", "2026-03-09 16:20", 1.0, "2026-03-09 16:20")]
    [InlineData("2026-03-07 10:00", "2026-03-09 10:00", 0.5, "2026-03-09 05:00")]
    [InlineData("2026-03-07 10:00", "2026-03-07 11:00", 0.5, "2026-03-07 10:30")]
    [InlineData("2026-03-06 23:50", "2026-03-07 00:50", 0.5, "2026-03-06 23:55")]
    [InlineData("2026-02-14 12:00", "2026-02-24 12:00", 0.25, "2026-02-14 18:00")]
    public void A_share_of_the_time_leaves_days_off_out(string from, string until, double share, string at) =>
        Moments.Written(_calendar.Share(Moments.At(from), Moments.At(until), share)).ShouldBe(at);

    [Fact]
    public void A_share_that_ends_with_the_last_working_day_falls_on_the_next()
    {
        // 12:00 to 12:00 over a weekend: half of it is Friday's last moment, which must not become a reminder on Saturday.
        Moments.Written(_calendar.Share(Moments.At("2026-03-06 12:00"), Moments.At("2026-03-09 12:00"), 0.5)).ShouldBe("2026-03-09 00:00");
        Moments.Written(_calendar.Advance(Moments.At("2026-03-06 12:00"), TimeSpan.FromHours(12))).ShouldBe("2026-03-09 00:00");
    }

    [Theory]
    [InlineData("2026-03-06 12:00", "2026-03-09 12:00", 24)]
    [InlineData("2026-03-07 00:00", "2026-03-09 00:00", 0)]
    [InlineData("2026-03-09 12:00", "2026-03-06 12:00", 0)]
    [InlineData("2026-02-14 00:00", "2026-02-25 00:00", 48)]
    public void Working_time_leaves_days_off_out(string from, string until, int hours) =>
        _calendar.WorkingTime(Moments.At(from), Moments.At(until)).ShouldBe(TimeSpan.FromHours(hours));

    [Fact]
    public void A_due_time_is_a_working_day_and_keeps_the_time_of_day() => Moments.ForAll((from, n) =>
    {
        var days = n % 10 + 1;
        var due = _calendar.AddDays(from, days);
        var (local, start) = (Town.Local(due), Town.Local(from));
        var between = Enumerable.Range(1, (local.Date - start.Date).Days).Select(i => DateOnly.FromDateTime(start.Date).AddDays(i));
        return _calendar.IsWorkingDay(DateOnly.FromDateTime(local.Date)) && local.TimeOfDay == start.TimeOfDay
            && between.Count(_calendar.IsWorkingDay) == days;
    });

    [Fact]
    public void Later_reports_are_never_due_earlier() => Moments.ForAll((from, n) =>
        _calendar.AddDays(from + TimeSpan.FromMinutes(n), 3) >= _calendar.AddDays(from, 3) - TimeSpan.FromDays(1));

    [Fact]
    public void What_is_advanced_is_the_working_time_between() => Moments.ForAll((from, n) =>
    {
        var at = _calendar.Advance(from, TimeSpan.FromMinutes(n));
        return _calendar.WorkingTime(from, at) == TimeSpan.FromMinutes(n) && _calendar.IsWorkingDay(DateOnly.FromDateTime(Town.Local(at).Date));
    });

    [Fact]
    public void Shares_grow_and_stay_between_the_ends() => Moments.ForAll((from, n) =>
    {
        var until = _calendar.AddDays(from, n % 5 + 1);
        var shares = new[] { 0, 0.2, 0.5, 0.8, 1 }.Select(share => _calendar.Share(from, until, share)).ToList();
        return shares.SequenceEqual(shares.Order()) && shares[0] >= from && shares[^1] == until;
    });
}

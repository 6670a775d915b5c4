using ChatGrid.Deadlines;
using ChatGrid.Grids;
using ChatGrid.Tests.Grids;

namespace ChatGrid.Tests.Deadlines;

/// <summary>The hours from 21:00 to 07:00, in which the offer clock stands still.</summary>
public sealed class QuietHoursTests
{
    private static readonly Town Town = ShippedTown.Load();
    private readonly QuietHours _quiet = new(Town);

    [Theory]
    [InlineData("20:59", false)]
    [InlineData("21:00", true)]
    [InlineData("23:30", true)]
    [InlineData("00:00", true)]
    [InlineData("06:59", true)]
    [InlineData("07:00", false)]
    [InlineData("12:00", false)]
    public void They_cover_the_night(string time, bool covered) => _quiet.Covers(Moments.At("2026-03-06 " + time)).ShouldBe(covered);

    [Theory]
    [InlineData("2026-03-06 20:59", "2026-03-06 20:59")]
    [InlineData("2026-03-06 21:00", "2026-03-07 07:00")]
    [InlineData("2026-03-06 23:30", "2026-03-07 07:00")]
    [InlineData("2026-03-07 00:00", "2026-03-07 07:00")]
    [InlineData("2026-03-07 06:59", "2026-03-07 07:00")]
    [InlineData("2026-03-07 07:00", "2026-03-07 07:00")]
    public void What_waits_goes_out_at_seven(string moment, string after) => Moments.Written(_quiet.After(Moments.At(moment))).ShouldBe(after);

    [Theory]
    [InlineData("2026-03-06 10:00", 60, "2026-03-06 11:00")]
    [InlineData("2026-03-06 20:50", 15, "2026-03-07 07:05")]
    [InlineData("2026-03-06 20:44", 15, "2026-03-06 20:59")]
    [InlineData("2026-03-06 20:45", 15, "2026-03-07 07:00")]
    [InlineData("2026-03-06 22:00", 15, "2026-03-07 07:15")]
    [InlineData("2026-03-07 03:00", 60, "2026-03-07 08:00")]
    [InlineData("2026-03-06 20:00", 15 * 60, "2026-03-08 07:00")]
    [InlineData("2026-03-06 20:00", 15 * 60 - 1, "2026-03-07 20:59")]
    [InlineData("2026-03-06 20:00", 0, "2026-03-06 20:00")]
    [InlineData("2026-03-06 21:00", 0, "2026-03-07 07:00")]
    public void The_offer_clock_stands_still_at_night(string from, int minutes, string at) =>
        Moments.Written(_quiet.Add(Moments.At(from), TimeSpan.FromMinutes(minutes))).ShouldBe(at);

    [Fact]
    public void Quiet_hours_can_lie_within_a_day()
    {
        var noon = Hours(new TimeOnly(12, 0), new TimeOnly(14, 0));
        noon.Covers(Moments.At("2026-03-06 13:59")).ShouldBeTrue();
        noon.Covers(Moments.At("2026-03-06 23:00")).ShouldBeFalse();
        Moments.Written(noon.Add(Moments.At("2026-03-06 11:50"), TimeSpan.FromMinutes(15))).ShouldBe("2026-03-06 14:05");
    }

    [Fact]
    public void The_same_time_twice_means_none()
    {
        var none = Hours(new TimeOnly(21, 0), new TimeOnly(21, 0));
        none.Covers(Moments.At("2026-03-06 21:00")).ShouldBeFalse();
        Moments.Written(none.Add(Moments.At("2026-03-06 20:50"), TimeSpan.FromHours(30))).ShouldBe("2026-03-08 02:50");
    }

    [Fact]
    public void Nothing_that_is_added_ends_in_the_night() => Moments.ForAll((from, n) =>
    {
        var at = _quiet.Add(from, TimeSpan.FromMinutes(n));
        return !_quiet.Covers(at) && at - from >= TimeSpan.FromMinutes(n);
    });

    [Fact]
    public void Adding_twice_is_adding_the_sum() => Moments.ForAll((from, n) =>
        _quiet.Add(_quiet.Add(from, TimeSpan.FromMinutes(n)), TimeSpan.FromMinutes(45)) == _quiet.Add(from, TimeSpan.FromMinutes(n + 45)));

    private static QuietHours Hours(TimeOnly from, TimeOnly until) =>
        new(new Town(Town.Facts with { Clocks = Town.Clocks with { QuietFrom = from, QuietUntil = until } }));
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGrid.Tests.Deadlines;

/// <summary>Moments on the town's clock (Shanghai), written and drawn at random.</summary>
public static class Moments
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset First = At("2025-12-20 00:00");
    private const int Minutes = 400 * 24 * 60;

    public static DateTimeOffset At(string written) =>
        new(DateTime.ParseExact(written, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Shanghai);

    public static string Written(DateTimeOffset moment) => moment.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Holds a property for moments of 2026 and numbers up to 5,000; full hours and midnights come often.</summary>
    public static void ForAll(Func<DateTimeOffset, int, bool> property)
    {
        var minute = Gen.OneOf(Gen.Choose(0, Minutes), Gen.Choose(0, 400 * 24).Select(hour => hour * 60), Gen.Choose(0, 400).Select(day => day * 24 * 60));
        var number = Gen.OneOf(Gen.Choose(0, 5000), Gen.Choose(0, 80).Select(n => n * 60));
        var both = minute.SelectMany(m => number.Select(n => (At: First.AddMinutes(m), Number: n)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(both.ToArbitrary(), x => property(x.At, x.Number)));
    }
}

using ChatGrid.Grids;

namespace ChatGrid.Deadlines;

/// <summary>The hours in which the bot only answers: what it would say of itself waits for the morning, and the offer clock stands still.</summary>
public sealed class QuietHours(Town town)
{
    private readonly TimeOnly _from = town.Clocks.QuietFrom;
    private readonly TimeOnly _until = town.Clocks.QuietUntil;

    public bool Covers(DateTimeOffset moment) => _from != _until && IsQuiet(TimeOnly.FromDateTime(town.Local(moment).DateTime));

    /// <summary>The moment itself, or the end of the quiet hours it falls into.</summary>
    public DateTimeOffset After(DateTimeOffset moment) => Covers(moment) ? Next(moment, _until) : moment;

    /// <summary>Adds time that only runs outside the quiet hours; what would end with the day ends when the quiet hours do.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan time)
    {
        var at = After(from);
        if (_from == _until) return at + time;
        while (true)
        {
            var end = Next(at, _from);
            if (at + time < end) return at + time;
            time -= end - at;
            at = Next(end, _until);
        }
    }

    private bool IsQuiet(TimeOnly time) => _from < _until ? time >= _from && time < _until : time >= _from || time < _until;

    // The next moment, strictly later, at which the town's clock shows this time of day.
    private DateTimeOffset Next(DateTimeOffset after, TimeOnly time)
    {
        var local = town.Local(after).DateTime;
        var candidate = DateOnly.FromDateTime(local).ToDateTime(time);
        if (candidate <= local) candidate = candidate.AddDays(1);
        return new DateTimeOffset(candidate, town.Zone.GetUtcOffset(candidate)).ToUniversalTime();
    }
}

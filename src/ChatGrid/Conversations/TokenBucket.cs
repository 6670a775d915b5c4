namespace ChatGrid.Conversations;

/// <summary>A rate as a bucket of tokens that fills steadily; asked for the time until the next token instead of waiting itself.</summary>
public sealed class TokenBucket(Rate rate, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _tokens = rate.Count;
    private long _filledAt = clock.GetTimestamp();

    /// <returns>Zero when a token was taken, else how long until there is one.</returns>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(rate.Count, _tokens + clock.GetElapsedTime(_filledAt, now) / rate.Per * rate.Count);
            _filledAt = now;
            if (_tokens < 1) return (1 - _tokens) / rate.Count * rate.Per;
            _tokens--;
            return TimeSpan.Zero;
        }
    }
}

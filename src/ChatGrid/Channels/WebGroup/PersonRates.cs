using System.Collections.Concurrent;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>How often somebody may do something, one bucket each; forgotten when there are too many of them.</summary>
public sealed class PersonRates(Rate rate, TimeProvider clock)
{
    private const int MostBuckets = 20_000;
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();

    /// <returns>Zero when it may be done now, else how long to wait.</returns>
    public TimeSpan Take(string who)
    {
        if (_buckets.Count > MostBuckets) _buckets.Clear();
        return _buckets.GetOrAdd(who, static (_, r) => new TokenBucket(r.rate, r.clock), (rate, clock)).Take();
    }
}

/// <summary>How fast one person may post.</summary>
public sealed class PostRates(WebGroupOptions options, TimeProvider clock)
{
    private readonly PersonRates _rates = new(new Rate(true, Math.Max(1, options.PostsPerMinute / 2), TimeSpan.FromSeconds(30)), clock);

    /// <summary>Programs that hold the secret are not held back.</summary>
    public TimeSpan Take(ChatToken by) => by.Trusted ? TimeSpan.Zero : _rates.Take(by.Person);
}

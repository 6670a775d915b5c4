using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Hands each committed line of a chat to the WebSockets that follow it.</summary>
public sealed class WebGroupHub
{
    private readonly ConcurrentDictionary<string, Followers> _followers = new();

    public Subscription Follow(string conversation) => new(_followers.GetOrAdd(conversation, _ => new Followers()));

    /// <summary>Called after the commit, in the order of the positions.</summary>
    public void Publish(string conversation, long position, string activity)
    {
        if (!_followers.TryGetValue(conversation, out var followers) || followers.All is not { Length: > 0 } all) return;
        var logged = new LoggedActivity(position, Encoding.UTF8.GetBytes(activity));
        foreach (var follower in all) follower.Offer(logged);
    }

    /// <summary>The sockets of one chat; copied when one comes or goes, since lines are far more frequent.</summary>
    internal sealed class Followers
    {
        private readonly Lock _lock = new();
        private volatile Subscription[] _all = [];

        public Subscription[] All => _all;

        public void Add(Subscription subscription)
        {
            lock (_lock) _all = [.. _all, subscription];
        }

        public void Remove(Subscription subscription)
        {
            lock (_lock) _all = [.. _all.Where(s => s != subscription)];
        }
    }
}

/// <summary>What one WebSocket has yet to send. One that does not keep up is dropped: its client comes again with its watermark.</summary>
public sealed class Subscription : IDisposable
{
    private const int MostWaiting = 1000;
    private readonly Channel<LoggedActivity> _waiting = Channel.CreateBounded<LoggedActivity>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebGroupHub.Followers _followers;

    internal Subscription(WebGroupHub.Followers followers)
    {
        _followers = followers;
        followers.Add(this);
    }

    public ChannelReader<LoggedActivity> Waiting => _waiting.Reader;

    /// <summary>True once it has not kept up, false once it has ended by itself.</summary>
    public Task<bool> Dropped => _end.Task;

    internal void Offer(LoggedActivity activity)
    {
        if (_waiting.Writer.TryWrite(activity)) return;
        _waiting.Writer.TryComplete();
        _end.TrySetResult(true);
    }

    public void Dispose()
    {
        _followers.Remove(this);
        _end.TrySetResult(false);
    }
}

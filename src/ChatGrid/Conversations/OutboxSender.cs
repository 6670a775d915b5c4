using System.Collections.Concurrent;
using System.Security.Cryptography;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>Sends what stands in the outbox: one lane per conversation keeps the order, a failure blocks its lane only, and every
/// message ends as sent or as a dead letter that staff can see.</summary>
public sealed partial class OutboxSender(Database database, OutboxStore store, OutboxHandover queue, ChannelRegister channels,
    SendingRates rates, SendClock time) : BackgroundService
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Address, Lane> _lanes = new();
    private readonly ConcurrentDictionary<long, bool> _inFlight = new();

    /// <summary>Takes due messages that nobody holds: those of a stopped node, those put off and those to be tried again.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var now = time.Clock.GetUtcNow();
        var due = await database.ReadAsync(s => store.DueAsync(s, now, time.Node.Name, now + Outbox.Lease - OnItsWay, 500), cancellationToken);
        var free = due.Where(r => !_inFlight.ContainsKey(r.Position)).ToList();
        if (free.Count == 0) return;
        await database.WriteAsync(async session =>
        {
            foreach (var row in free)
            {
                if (await store.ClaimAsync(session, row.Position, time.Node.Name, now, now + Outbox.Lease))
                    session.AfterCommit(() => { if (!_inFlight.ContainsKey(row.Position)) { Unblock(row); queue.Offer(new(row.Position, row.Message, row.Attempts)); } });
            }
        }, cancellationToken);
    }

    /// <summary>Returns when everything that was offered so far has been sent or put back.</summary>
    public async Task DrainAsync()
    {
        while (queue.Pending > 0) await Task.Yield();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier run left unsent goes first; the poll brings it.
        foreach (var left in await database.ReadAsync(s => store.UnsentConversationsAsync(s, time.Clock.GetUtcNow()), stoppingToken))
            _lanes[Address.Parse(left)] = new Lane { Blocked = true };
        await foreach (var item in queue.Reader.ReadAllAsync(stoppingToken))
        {
            if (!_inFlight.TryAdd(item.Position, true)) { queue.Finished(); continue; }
            var (lane, mustRun) = AddToLane(item);
            if (mustRun) _ = RunLaneAsync(item.Message.To, lane, stoppingToken);
        }
    }

    // A lane that has just closed takes nothing more; then there is a new one.
    private (Lane Lane, bool MustRun) AddToLane(OutboxItem item)
    {
        while (true)
        {
            var lane = _lanes.GetOrAdd(item.Message.To, _ => new Lane());
            if (lane.Add(item) is { } mustRun) return (lane, mustRun);
            _lanes.TryRemove(new(item.Message.To, lane));
        }
    }

    private void Unblock(OutboxRow row)
    {
        if (_lanes.TryGetValue(Address.Parse(row.Conversation), out var lane)) lane.Blocked = false;
    }

    private async Task RunLaneAsync(Address to, Lane lane, CancellationToken cancellationToken)
    {
        while (lane.Next() is { } item)
        {
            if (!lane.Blocked) lane.Blocked = !await SendOneAsync(item, cancellationToken);
            _inFlight.TryRemove(item.Position, out _);
            queue.Finished();
        }
        if (lane.Close()) _lanes.TryRemove(new(to, lane));
    }

    /// <returns>False when the lane has to wait, so that nothing overtakes the message.</returns>
    private async Task<bool> SendOneAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            var result = await TrySendAsync(item.Message, cancellationToken);
            await RecordAsync(item, result, cancellationToken);
            return result is not SendResult.Retry;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // The database may be away too: the row stays as it is and is polled again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotRecorded(time.Logger, e, item.Position);
            return false;
        }
    }

    private async Task<SendResult> TrySendAsync(Outbound message, CancellationToken cancellationToken)
    {
        if (channels.Find(message.To.Channel) is not { } channel) return new SendResult.Refused($"no channel {message.To.Channel}");
        if (rates.Take(channel, message.To) is { } wait && wait > TimeSpan.Zero) return new SendResult.Retry(wait, "rate");
        try
        {
            return await channel.SendAsync(message, cancellationToken);
        }
#pragma warning disable CA1031 // The port says: throwing means temporary.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new SendResult.Retry(null, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private Task RecordAsync(OutboxItem item, SendResult result, CancellationToken cancellationToken)
    {
        var now = time.Clock.GetUtcNow();
        return database.WriteAsync(session => result switch
        {
            SendResult.Sent sent => store.SentAsync(session, item.Position, sent.MessageRef, now),
            SendResult.Refused refused => store.DeadAsync(session, item.Position, refused.Reason),
            SendResult.Retry retry when now - Positions.MomentOf(item.Position) > GiveUpAfter => store.DeadAsync(session, item.Position, retry.Reason),
            SendResult.Retry retry => store.RetryAsync(session, item.Position, now + (retry.After ?? BackOff(item.Attempts)), retry.Reason),
            _ => throw new InvalidOperationException(result.GetType().Name),
        }, cancellationToken);
    }

    // 1, 2, 4 … 300 s, each with up to half more so that a thousand messages do not come back at once.
    private static TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(300, 1 << Math.Min(attempts, 9));
        return TimeSpan.FromMilliseconds((seconds * 1000) + RandomNumberGenerator.GetInt32((seconds * 500) + 1));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of message {Position} could not be written down; it will be tried again.")]
    private static partial void NotRecorded(ILogger logger, Exception error, long position);

    private sealed class Lane
    {
        private readonly Queue<OutboxItem> _items = new();
        private bool _running;
        private bool _closed;

        public bool Blocked { get; set; }

        /// <returns>True when the caller has to run the lane, null when it is closed.</returns>
        public bool? Add(OutboxItem item)
        {
            lock (_items)
            {
                if (_closed) return null;
                _items.Enqueue(item);
                if (_running) return false;
                return _running = true;
            }
        }

        /// <returns>True when the lane was idle and takes nothing more.</returns>
        public bool Close()
        {
            lock (_items) return _closed = !_running && !Blocked;
        }

        public OutboxItem? Next()
        {
            lock (_items)
            {
                if (_items.TryDequeue(out var item)) return item;
                _running = false;
                return null;
            }
        }
    }
}

/// <summary>What the sender needs of its surroundings: the clock, who it is among the replicas, a log.</summary>
public sealed record SendClock(TimeProvider Clock, Node Node, ILogger<OutboxSender> Logger);

/// <summary>The token buckets of all channels and conversations, from the channels' capabilities.</summary>
public sealed class SendingRates(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string, Rate), TokenBucket> _buckets = new();

    /// <returns>How long the message has to wait, zero when it may go.</returns>
    public TimeSpan Take(IChannel channel, Address to)
    {
        var longest = TimeSpan.Zero;
        foreach (var rate in channel.Capabilities.Rates)
        {
            var bucket = _buckets.GetOrAdd((rate.PerConversation ? to.ToString() : channel.Instance, rate), key => new TokenBucket(key.Item2, clock));
            var wait = bucket.Take();
            if (wait > longest) longest = wait;
        }
        return longest;
    }
}

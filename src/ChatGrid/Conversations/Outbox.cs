using System.Threading.Channels;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>This process among the replicas.</summary>
/// <param name="Name">Unique among them; by default the machine's name and the process id.</param>
public sealed record Node(string Name);

/// <summary>Numbers that only grow, near the clock: the order in which messages were put into the outbox.</summary>
public sealed class Positions(TimeProvider clock)
{
    private long _last;

    public void StartAfter(long position) => Interlocked.Exchange(ref _last, Math.Max(Interlocked.Read(ref _last), position));

    /// <summary>When a message was put into the outbox; its position tells.</summary>
    public static DateTimeOffset MomentOf(long position) => DateTimeOffset.FromUnixTimeMilliseconds(position / 1000);

    /// <summary>The least position of a message put in then.</summary>
    public static long At(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() * 1000;

    public long Next()
    {
        var wanted = At(clock.GetUtcNow());
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, wanted);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}

/// <summary>A committed message on its way to the sender.</summary>
public sealed record OutboxItem(long Position, Outbound Message, int Attempts = 0);

/// <summary>Hands messages from the turn that wrote them to the sender of the same process, once they are committed.</summary>
public sealed class OutboxHandover
{
    private readonly Channel<OutboxItem> _items = System.Threading.Channels.Channel.CreateUnbounded<OutboxItem>(new() { SingleReader = true });
    private int _pending;

    public ChannelReader<OutboxItem> Reader => _items.Reader;

    /// <summary>Messages offered and not yet sent or put back.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public void Offer(OutboxItem item)
    {
        Interlocked.Increment(ref _pending);
        _items.Writer.TryWrite(item);
    }

    public void Finished() => Interlocked.Decrement(ref _pending);
}

/// <summary>How a message may be put off.</summary>
/// <param name="Unprompted">Nobody asked for it: it counts against the group's lines an hour.</param>
/// <param name="NotBefore">Quiet hours: earliest moment.</param>
public readonly record struct Sending(bool Unprompted = false, DateTimeOffset? NotBefore = null)
{
    public static readonly Sending Now;
}

/// <summary>Where everything that the bot says is written down first, in the transaction of what made it say so.</summary>
public sealed class Outbox(OutboxStore store, OutboxHandover queue, Positions positions, Node node)
{
    /// <summary>How long a freshly written message belongs to the node that wrote it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public async Task AddAsync(Session session, Town town, Outbound message, Sending sending, DateTimeOffset now)
    {
        var due = sending.NotBefore is { } later && later > now ? later : now;
        var counted = sending.Unprompted && message.To.IsGroup;
        if (counted) due = await WithinCapAsync(session, town, message.To, due);
        var position = positions.Next();
        var isDue = due <= now;
        await store.AddAsync(session, position, message, counted, now, due, node.Name, isDue ? now + Lease : null);
        if (isDue) session.AfterCommit(() => queue.Offer(new(position, message)));
    }

    // The cap puts a line off until the oldest of the last dozen is an hour old; nothing is dropped.
    private async Task<DateTimeOffset> WithinCapAsync(Session session, Town town, Address to, DateTimeOffset due)
    {
        var cap = town.Clocks.GroupLinesAnHour;
        var recent = await store.UnpromptedSinceAsync(session, to, due - TimeSpan.FromHours(1), cap);
        if (recent.Count < cap) return due;
        var free = recent[^1] + TimeSpan.FromHours(1);
        return free > due ? free : due;
    }
}

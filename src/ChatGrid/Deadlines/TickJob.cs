using ChatGrid.Conversations;
using Quartz;

namespace ChatGrid.Deadlines;

/// <summary>The tick: lets everything that holds due rows do what is due, and the sender look for what nobody has sent.</summary>
public sealed class Ticker(IEnumerable<IDueWork> work, OutboxSender sender, TimeProvider clock)
{
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var due in work) await due.RunDueAsync(clock.GetUtcNow(), cancellationToken);
        await sender.PollAsync(cancellationToken);
    }
}

/// <summary>Quartz calls it every second; it never runs twice at a time in one process.</summary>
[DisallowConcurrentExecution]
public sealed class TickJob(Ticker ticker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await ticker.TickAsync(cancellationToken);
}

using ChatGrid.Conversations;
using Quartz;

namespace ChatGrid.Deadlines;

/// <summary>The tick: lets everything that holds due rows do what is due, and the sender look for what nobody has sent.</summary>
public sealed partial class Ticker(IEnumerable<IDueWork> work, OutboxSender sender, TimeProvider clock, ILogger<Ticker> logger)
{
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var due in work) await TryAsync(due, () => due.RunDueAsync(clock.GetUtcNow(), cancellationToken));
        await TryAsync(sender, () => sender.PollAsync(cancellationToken));
    }

    private async Task TryAsync(object part, Func<Task> run)
    {
        try
        {
            await run();
        }
#pragma warning disable CA1031 // One part that fails must not keep the others from their time; the next tick tries again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(logger, e, part.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tick of {Part} failed; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception error, string part);
}

/// <summary>Quartz calls it every second; it never runs twice at a time in one process.</summary>
[DisallowConcurrentExecution]
public sealed class TickJob(Ticker ticker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await ticker.TickAsync(cancellationToken);
}

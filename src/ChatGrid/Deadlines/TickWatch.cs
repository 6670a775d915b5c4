using Quartz;
using Quartz.Extensibility;

namespace ChatGrid.Deadlines;

/// <summary>Quartz plans the next tick by the machine's clock: set back an hour, it would not tick for that hour. Then it is told to begin anew.</summary>
public sealed partial class TickWatch(ISchedulerFactory schedulers, TimeProvider clock, ILogger<TickWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    /// <summary>A tick that is planned further ahead than this has been left behind by the clock.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(scheduler, stoppingToken);
    }

    private async Task LookAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        if (await scheduler.GetTrigger(DeadlinesSetup.EverySecond, cancellationToken) is not IMutableTrigger { NextFireTimeUtc: { } next } trigger) return;
        if (next - clock.GetUtcNow() <= Farthest) return;
        await scheduler.RescheduleJob(DeadlinesSetup.EverySecond, trigger.GetTriggerBuilder().StartAt(clock.GetUtcNow()).Build(), cancellationToken);
        SetBack(logger, next - clock.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The machine's clock was set back, the next tick was {Ahead} ahead; it ticks again now.")]
    private static partial void SetBack(ILogger logger, TimeSpan ahead);
}

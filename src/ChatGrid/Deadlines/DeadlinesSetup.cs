using Quartz;

namespace ChatGrid.Deadlines;

/// <summary>Registers the tick and Quartz, which gives it: in memory, since the clocks themselves are rows.</summary>
public static class DeadlinesSetup
{
    public static readonly TriggerKey EverySecond = new("every-second");

    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<Ticker>();
        services.AddQuartz(q =>
        {
            q.AddJob<TickJob>(j => j.WithIdentity("tick").StoreDurably());
            q.AddTrigger<TickJob>(t => t.ForJob("tick").WithIdentity(EverySecond).StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()));
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true).AddHostedService<TickWatch>();
    }
}

using ChatGrid.Deadlines;
using ChatGrid.Rehearsal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace ChatGrid.Tests.Deadlines;

/// <summary>Quartz plans by the machine's clock; set back an hour, it must not keep still for that hour.</summary>
public sealed class TickWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Quartz_goes_on_ticking_on_a_clock_that_was_set_back()
    {
        var clock = new TurnedClock { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
        var counter = new Counter();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(counter).AddHostedService<TickWatch>();
        builder.Services.AddQuartz(q =>
        {
            q.AddJob<CountingJob>(j => j.WithIdentity("tick").StoreDurably());
            q.AddTrigger<CountingJob>(t => t.ForJob("tick").WithIdentity(DeadlinesSetup.EverySecond).StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()));
        });
        builder.Services.AddQuartzHostedService();
        using var host = builder.Build();
        await host.StartAsync();
        await TicksAsync(counter, clock);
        clock.Now -= TimeSpan.FromHours(1);
        await TicksAsync(counter, clock);
        await host.StopAsync();
    }

    private static async Task TicksAsync(Counter counter, TurnedClock clock)
    {
        var wanted = counter.Ticks + 2;
        for (var waited = TimeSpan.Zero; counter.Ticks < wanted && waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            await Task.Delay(100);
            clock.Now += TimeSpan.FromMilliseconds(100);
        }
        counter.Ticks.ShouldBeGreaterThanOrEqualTo(wanted);
    }

    private sealed class Counter
    {
        public int Ticks { get; set; }
    }

    private sealed class CountingJob(Counter counter) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            counter.Ticks++;
            return ValueTask.CompletedTask;
        }
    }
}

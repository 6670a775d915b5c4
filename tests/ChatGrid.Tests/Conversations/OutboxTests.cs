using System.Collections.Concurrent;
using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Storage;
using ChatGrid.Tests.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace ChatGrid.Tests.Conversations;

/// <summary>The outbox against a channel that fails: nothing lost, nothing overtaken, dead letters stay visible.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly Address Group = Address.Group(RehearsalChannel.Name, "tongxin-1");
    private readonly TurnedClock _clock = new() { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgrid-outbox-").FullName;
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly Mock<IChannel> _channel = new();
    private Func<Outbound, SendResult> _answer = m => new SendResult.Sent(m.Key);
    private IHost _host = null!;

    public async Task InitializeAsync()
    {
        _channel.Setup(c => c.Instance).Returns(RehearsalChannel.Name);
        _channel.Setup(c => c.Capabilities).Returns(new Capabilities { VouchesForIds = true });
        _channel.Setup(c => c.SendAsync(It.IsAny<Outbound>(), It.IsAny<CancellationToken>())).Returns((Outbound m, CancellationToken _) =>
        {
            var result = _answer(m);
            if (result is SendResult.Sent) _sent.Enqueue(m.Text);
            return Task.FromResult(result);
        });
        _host = RehearsalHost.Build(RehearsedTown.Data, Path.Combine(_folder, "outbox.db"), _clock, _channel.Object);
        await _host.Services.GetRequiredService<Migrator>().MigrateAsync();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_message_that_has_to_wait_is_not_overtaken_by_a_later_one()
    {
        var down = true;
        _answer = m => down && m.Text == "first" ? new SendResult.Retry(TimeSpan.FromSeconds(30), "429") : new SendResult.Sent(m.Key);
        await SayAsync("first");
        await SayAsync("second");
        await PollAsync();
        _clock.Now += TimeSpan.FromSeconds(5);
        await SayAsync("third");
        await PollAsync();
        _sent.ShouldBeEmpty();

        down = false;
        for (var i = 0; i < 10; i++)
        {
            _clock.Now += TimeSpan.FromSeconds(10);
            await PollAsync();
        }
        _sent.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task Retry_after_is_obeyed_to_the_second()
    {
        var tries = 0;
        _answer = m => ++tries == 1 ? new SendResult.Retry(TimeSpan.FromSeconds(7), "429") : new SendResult.Sent(m.Key);
        await SayAsync("once");
        _clock.Now += TimeSpan.FromSeconds(6);
        await PollAsync();
        tries.ShouldBe(1);
        _clock.Now += TimeSpan.FromSeconds(1);
        await PollAsync();
        _sent.ShouldBe(["once"]);
    }

    [Fact]
    public async Task A_refused_message_is_a_dead_letter_and_does_not_hold_up_the_next()
    {
        _answer = m => m.Text == "bad" ? new SendResult.Refused("too long") : new SendResult.Sent(m.Key);
        await SayAsync("bad");
        await SayAsync("good");
        _sent.ShouldBe(["good"]);
        var open = await Database.ReadAsync(s => Store.OpenAsync(s, 10));
        open.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.State.ShouldBe(OutboxState.Dead), r => r.Problem.ShouldBe("too long"));
    }

    [Fact]
    public async Task Thousands_of_messages_keep_their_order_while_lanes_come_and_go()
    {
        for (var i = 0; i < 2000; i++) await SayAsync(i.ToString(System.Globalization.CultureInfo.InvariantCulture), drain: i % 7 == 0);
        await Sender.DrainAsync();
        _sent.Select(int.Parse).ShouldBe(Enumerable.Range(0, 2000));
    }

    private Database Database => _host.Services.GetRequiredService<Database>();
    private OutboxStore Store => _host.Services.GetRequiredService<OutboxStore>();
    private OutboxSender Sender => _host.Services.GetRequiredService<OutboxSender>();

    private int _number;

    private async Task SayAsync(string text, bool drain = true)
    {
        var outbox = _host.Services.GetRequiredService<Outbox>();
        var message = new Outbound { Key = $"k{++_number}", To = Group, Text = text };
        await Database.WriteAsync(s => outbox.AddAsync(s, RehearsedTown.Data.Town, message, Sending.Now, _clock.Now));
        if (drain) await Sender.DrainAsync();
    }

    private async Task PollAsync()
    {
        await Sender.PollAsync(CancellationToken.None);
        await Sender.DrainAsync();
    }
}

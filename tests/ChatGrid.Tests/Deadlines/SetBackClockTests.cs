using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;
using ChatGrid.Tickets;

namespace ChatGrid.Tests.Deadlines;

/// <summary>The machine's clock is set back or forward: nothing happens twice, nothing is forgotten, the tick goes on.</summary>
public sealed class SetBackClockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    // A tick lets one alarm of a ticket go off; those that are late come with the next ticks.
    private const int MostAtOnce = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgrid-clock-").FullName;
    private readonly TurnedClock _clock = new() { Now = Start };
    private readonly RehearsalChannel _channel = new();
    private RehearsalHost _host = null!;
    private int _count;

    public async Task InitializeAsync() => _host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(_folder, "clock.db"), _clock, _channel);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Set_back_an_hour_no_reminder_comes_twice_and_the_next_comes_in_its_time()
    {
        await SayAsync("老于", "1号楼2单元楼道灯坏了，麻烦修一下");
        await GoToAsync(Start.AddMinutes(20));
        var next = (await TicketAsync()).NextAt.ShouldNotBeNull();
        await GoToAsync(Start.AddMinutes(-40));
        for (var minute = -40; minute < 30; minute++) await GoToAsync(Start.AddMinutes(minute));
        Said("还没人接").ShouldBe(1);
        (await TicketAsync()).NextAt.ShouldBe(next);
        await GoToAsync(Start.AddMinutes(60));
        (Said("还没人接"), Said("隔壁网格"), Said("由冯志豪去办")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Offered_anew_on_a_clock_set_back_a_ticket_still_goes_through_the_whole_offer()
    {
        await SayAsync("老于", "1号楼2单元楼道灯坏了，麻烦修一下");
        await GoToAsync(Start.AddMinutes(50));
        await SayAsync("肖卫", "接单 1");
        await GoToAsync(Start.AddMinutes(-100));
        await SayAsync("肖卫", "退单 1");
        for (var minute = -100; minute <= 90; minute++) await GoToAsync(Start.AddMinutes(minute));
        (Said("还没人接"), Said("隔壁网格")).ShouldBe((2, 2));
        var ticket = await TicketAsync();
        (ticket.State, ticket.ClaimerId).ShouldBe((TicketState.Claimed, "冯志豪"));
    }

    [Fact]
    public async Task A_volunteer_who_claims_on_a_clock_set_back_is_still_asked_and_released()
    {
        await SayAsync("袁玉芬", "2号楼301水管爆了，水到处流");
        await GoToAsync(Start.AddMinutes(6));
        await GoToAsync(Start.AddMinutes(-54));
        await SayAsync("肖卫", "接单 1");
        for (var minute = -54; minute < 47; minute++) await GoToAsync(Start.AddMinutes(minute));
        Said("办得怎么样了").ShouldBe(1);
        Said("先请别人来办").ShouldBe(1);
        (await TicketAsync()).ClaimerId.ShouldNotBe("肖卫");
    }

    [Fact]
    public async Task A_line_that_waits_for_a_moment_of_quiet_does_not_wait_for_the_hour()
    {
        await _host.TickAsync();
        await _host.Turns.ReceiveAsync(New("小周", "我家马桶堵了"));
        await GoToAsync(Start.AddHours(-1));
        Said("哪里").ShouldBe(1);
    }

    [Fact]
    public async Task Put_forward_three_days_everything_happens_once_and_in_order()
    {
        await SayAsync("老于", "1号楼2单元楼道灯坏了，麻烦修一下");
        await GoToAsync(Start.AddDays(3));
        (Said("还没人接："), Said("隔壁网格"), Said("由冯志豪去办"), Said("逾期")).ShouldBe((1, 1, 1, 1));
        var ticket = await TicketAsync();
        (ticket.State, ticket.Tier, ticket.OwnerId).ShouldBe((TicketState.Claimed, ChatGrid.Grids.Tier.Complex, "马超群"));
        ticket.NextAt.ShouldNotBeNull().ShouldBeGreaterThan(_clock.Now);
        await GoToAsync(Start.AddHours(1));
        Said("逾期").ShouldBe(1);
    }

    private int Said(string part) => _channel.Said.Where(m => m.Shown.Contains(part, StringComparison.Ordinal)).Select(m => m.Shown).Count();

    private async Task GoToAsync(DateTimeOffset moment)
    {
        _clock.Now = moment;
        for (var tick = 0; tick < MostAtOnce; tick++) await _host.TickAsync();
    }

    private async Task<Ticket> TicketAsync() => (await _host.Database.ReadAsync(s => _host.Tickets.Store.ByNumberAsync(s, 1))).ShouldNotBeNull();

    private async Task SayAsync(string person, string text)
    {
        await _host.Turns.ReceiveAsync(New(person, text));
        await _host.States.EndAllBreathsAsync(CancellationToken.None);
        await _host.DrainAsync();
    }

    private Inbound New(string person, string text) => new()
    {
        DedupKey = $"d{++_count}",
        MessageKey = $"d{_count}",
        Conversation = Address.Group(RehearsalChannel.Name, "tongxin-1"),
        Sender = new(person, person),
        Text = text,
        At = _clock.Now,
    };
}

using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;
using ChatGrid.Tickets;

namespace ChatGrid.Tests.Conversations;

/// <summary>Many people at once, on the real database.</summary>
public sealed class ClaimRaceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgrid-race-").FullName;
    private readonly RehearsalChannel _channel = new();
    private readonly Address _group = Address.Group(RehearsalChannel.Name, "tongxin-1");
    private RehearsalHost _host = null!;

    public async Task InitializeAsync()
    {
        var clock = new TurnedClock { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
        _host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(_folder, "race.db"), clock, _channel);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Of_fifty_who_claim_at_once_exactly_one_has_it_and_the_others_are_told_who()
    {
        await SayAsync("袁玉芬", "2号楼301水管爆了", "m1");
        string[] volunteers = ["肖卫", "郭丽", "董力", "冯志豪", "孙桂英"];
        var claims = Enumerable.Range(0, 50).Select(i => Task.Run(() => _host.Turns.ReceiveAsync(Inbound(volunteers[i % 5], "", $"tap{i}") with
        {
            Kind = InboundKind.Action,
            Action = "claim:1",
        })));
        var answers = await Task.WhenAll(claims);

        var ticket = await TicketAsync(1);
        ticket.State.ShouldBe(TicketState.Claimed);
        answers.Count(a => a.Toast!.StartsWith("接好了", StringComparison.Ordinal)).ShouldBe(1);
        var name = RehearsedTown.Data.Town.NameOf(ticket.ClaimerId);
        answers.Count(a => a.Toast!.Contains(name + "已经接了", StringComparison.Ordinal)).ShouldBe(40);
        var events = await _host.Database.ReadAsync(s => _host.Tickets.Events.OfTicketAsync(s, ticket.Id));
        events.Count(e => e.Kind == TicketEventKind.Claimed).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_delivery_fifty_times_at_once_has_one_effect()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _host.Turns.ReceiveAsync(Inbound("老于", "1号楼2单元路灯坏了，麻烦修一下", "same")))));
        (await TicketAsync(1)).RequesterName.ShouldBe("老于");
        (await _host.Database.ReadAsync(s => _host.Tickets.Store.ByNumberAsync(s, 2))).ShouldBeNull();
        await _host.DrainAsync();
        _channel.Said.Count(m => m.To == _group).ShouldBe(1);
    }

    [Fact]
    public async Task A_hundred_people_who_report_at_once_get_a_ticket_each_and_nobody_anothers_answer()
    {
        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(() => SayAsync($"住户{i}", $"{i}号楼2单元路灯坏了，麻烦修一下", $"p{i}"))));
        await _host.DrainAsync();
        for (var number = 1; number <= 100; number++)
        {
            var ticket = await TicketAsync(number);
            ticket.Place.ShouldBe($"{ticket.RequesterName[2..]}号楼2单元");
            _channel.Said.ShouldContain(m => m.Shown.Contains($"@{ticket.RequesterName} ", StringComparison.Ordinal) && m.Shown.Contains($"{number}号单", StringComparison.Ordinal));
        }
    }

    private async Task<Ticket> TicketAsync(int number) => (await _host.Database.ReadAsync(s => _host.Tickets.Store.ByNumberAsync(s, number))).ShouldNotBeNull();

    private Task<Answer> SayAsync(string person, string text, string key) => _host.Turns.ReceiveAsync(Inbound(person, text, key));

    private Inbound Inbound(string person, string text, string key) => new()
    {
        DedupKey = key,
        MessageKey = key,
        Conversation = _group,
        Sender = new(person, person),
        Text = text,
        At = DateTimeOffset.UnixEpoch,
    };
}

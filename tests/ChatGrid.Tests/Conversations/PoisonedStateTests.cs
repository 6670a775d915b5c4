using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.Conversations;

/// <summary>A half-finished flow whose expiry cannot be dealt with must not stop the clock of anything else.</summary>
public sealed class PoisonedStateTests
{
    [Fact]
    public async Task The_other_flows_expire_and_tickets_are_still_reminded()
    {
        var folder = Directory.CreateTempSubdirectory("chatgrid-poison-");
        var clock = new TurnedClock { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
        var channel = new RehearsalChannel();
        await using (var host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(folder.FullName, "p.db"), clock, channel))
        {
            await SayAsync(host, "小周", "我家马桶堵了");
            await SayAsync(host, "老于", "楼道灯坏了好几天，晚上老人摔跤怎么办");
            clock.Now += TimeSpan.FromMinutes(119);
            await SayAsync(host, "麻花阿姨", "2号楼2单元楼道灯坏了，麻烦修一下");
            await host.Database.WriteAsync(s => s.ExecuteAsync("UPDATE conversation_states SET state = REPLACE(state, '\"draft\":{', '\"draft\":7,\"x\":{') WHERE person LIKE '%小周%'"));
            clock.Now += TimeSpan.FromMinutes(16);
            await host.TickAsync();
            channel.Said.ShouldContain(m => m.Shown.Contains("@老于 刚才说的", StringComparison.Ordinal));
            channel.Said.ShouldContain(m => m.Shown.Contains("1号单还没人接", StringComparison.Ordinal));
        }
        folder.Delete(recursive: true);
    }

    private static async Task SayAsync(RehearsalHost host, string person, string text)
    {
        await host.Turns.ReceiveAsync(new Inbound
        {
            DedupKey = text,
            MessageKey = text,
            Conversation = Address.Group(RehearsalChannel.Name, "tongxin-1"),
            Sender = new(person, person),
            Text = text,
            At = DateTimeOffset.UnixEpoch,
        });
        await host.States.EndAllBreathsAsync(CancellationToken.None);
    }
}

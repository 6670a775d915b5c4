using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.Tickets;

/// <summary>One ticket whose alarm cannot be dealt with must not stop the clock of the others.</summary>
public sealed class PoisonedTicketTests
{
    [Fact]
    public async Task The_others_are_still_reminded()
    {
        var folder = Directory.CreateTempSubdirectory("chatgrid-poison-");
        var clock = new TurnedClock { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
        var channel = new RehearsalChannel();
        await using (var host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(folder.FullName, "p.db"), clock, channel))
        {
            for (var i = 1; i <= 2; i++)
            {
                await host.Turns.ReceiveAsync(new Inbound
                {
                    DedupKey = $"d{i}",
                    MessageKey = $"d{i}",
                    Conversation = Address.Group(RehearsalChannel.Name, "tongxin-1"),
                    Sender = new("老于", "老于"),
                    Text = $"{i}号楼2单元路灯坏了，麻烦修一下",
                    At = clock.Now,
                });
            }
            await host.Database.WriteAsync(s => s.ExecuteAsync("UPDATE tickets SET conversation = 'no address' WHERE number = 1"));
            clock.Now += TimeSpan.FromMinutes(15);
            await host.TickAsync();
            channel.Said.ShouldContain(m => m.Shown.Contains("2号单还没人接", StringComparison.Ordinal));
        }
        folder.Delete(recursive: true);
    }
}

using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.Conversations;

/// <summary>A private chat is answered in the person's language, the group in the town's.</summary>
public sealed class EnglishTests
{
    [Fact]
    public async Task Only_the_private_chat_follows_the_persons_language()
    {
        var folder = Directory.CreateTempSubdirectory("chatgrid-english-");
        var channel = new RehearsalChannel();
        var clock = new TurnedClock { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
        await using (var host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(folder.FullName, "e.db"), clock, channel))
        {
            await SayAsync(host, Address.Private(RehearsalChannel.Name, "袁玉芬"), "家里水龙头坏了，麻烦修修");
            await SayAsync(host, Address.Group(RehearsalChannel.Name, "tongxin-1"), "进度 1");
        }
        channel.Said.ShouldContain(m => !m.To.IsGroup && m.Shown.StartsWith("Noted, No. 1", StringComparison.Ordinal));
        channel.Said.ShouldContain(m => m.To.IsGroup && m.Shown.Contains("1号单 供水维修：待接单", StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    private static async Task SayAsync(RehearsalHost host, Address conversation, string text)
    {
        await host.Turns.ReceiveAsync(new Inbound
        {
            DedupKey = text,
            MessageKey = text,
            Conversation = conversation,
            Sender = new("袁玉芬", "袁玉芬"),
            Text = text,
            Locale = "en-GB",
            At = DateTimeOffset.UnixEpoch,
        });
        await host.States.EndAllBreathsAsync(CancellationToken.None);
        await host.DrainAsync();
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Rehearsal;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.Conversations;

/// <summary>Whatever is said or tapped wrongly is answered clearly, or not at all in a group, and leaves the database as it was.</summary>
public sealed partial class BadTurnTests : IAsyncLifetime
{
    private static readonly string[] Tables = ["conversation_states", "contacts", "identities", "counters", "tickets", "ticket_events", "ticket_people", "unsure_lines", "corrections"];
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgrid-bad-").FullName;
    private readonly TurnedClock _clock = new() { Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) };
    private readonly RehearsalChannel _channel = new();
    private RehearsalHost _host = null!;
    private int _count;

    // Ticket 1 is closed and rated, ticket 2 is 肖卫's, ticket 3 is on offer.
    public async Task InitializeAsync()
    {
        _host = await RehearsalHost.StartAsync(RehearsedTown.Data, Path.Combine(_folder, "bad.db"), _clock, _channel);
        await SayAsync("袁玉芬", "2号楼301水龙头坏了，麻烦修修");
        await SayAsync("肖卫", "接单 1");
        await SayAsync("肖卫", "完成 1");
        await SayAsync("袁玉芬", "解决，满意");
        await SayAsync("老于", "1号楼2单元楼道灯坏了，麻烦修一下");
        await SayAsync("肖卫", "接单 2");
        await SayAsync("小周", "3号楼门口垃圾堆了三天没人清，麻烦清一下");
        (await _host.Database.ReadAsync(s => s.ListAsync<long>("SELECT state FROM tickets ORDER BY number"))).ShouldBe([3, 1, 0]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("\u0000\u0007\u001b\u202e\ufeff")]
    [InlineData("😀👍🏽👨‍👩‍👧😂😂😂")]
    [InlineData("<script>alert('接单')</script><img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE tickets; -- ' OR 1=1 UNION SELECT * FROM contacts")]
    [InlineData("{0} {number} %s %n \\u0000 ${jndi:ldap://x}")]
    public async Task What_is_no_talk_is_passed_over_in_a_group_and_answered_with_a_hint_in_private(string text)
    {
        await UnchangedAsync(async () =>
        {
            await SayAsync("郭丽", text);
            _channel.Said.ShouldBeEmpty();
            await SayAsync("郭丽", text, isPrivate: true);
            _channel.Said.ShouldHaveSingleItem().Shown.ShouldContain("有事直接说就行");
        });
    }

    [Theory]
    [InlineData("水管爆了")]
    [InlineData("水")]
    [InlineData("😀")]
    public async Task A_hundred_thousand_characters_are_too_long_to_be_heard(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        await UnchangedAsync(async () =>
        {
            await SayAsync("郭丽", text);
            _channel.Said.ShouldBeEmpty();
            await SayAsync("郭丽", text, isPrivate: true);
            _channel.Said.ShouldHaveSingleItem().Shown.ShouldContain("太长");
        });
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_no_answer_to_a_question()
    {
        await SayAsync("张婶", "隔壁又把粪堆我家墙根，吵了三回了，你们管不管", "liushu-1");
        await UnchangedAsync(async () =>
        {
            await SayAsync("张婶", new string('吵', 100_000), isPrivate: true);
            _channel.Said.ShouldHaveSingleItem().Shown.ShouldContain("太长");
        });
    }

    [Theory]
    [InlineData("郭丽", "claim:1", "1号单已经办结了")]
    [InlineData("肖卫", "done:1", "1号单已经办结了")]
    [InlineData("肖卫", "giveback:1", "1号单已经办结了")]
    [InlineData("肖卫", "arrived:1", "1号单已经办结了")]
    [InlineData("袁玉芬", "solved:1", "过时")]
    [InlineData("袁玉芬", "partlysolved:1", "过时")]
    [InlineData("袁玉芬", "satisfied:1", "过时")]
    [InlineData("冯志豪", "notarequest:1", "1号单已经办结了")]
    [InlineData("冯志豪", "reclass:1:供电故障", "改不了")]
    public Task A_tap_on_the_card_of_a_closed_ticket_is_told_so(string person, string action, string toast) => TapUnchangedAsync(person, action, toast);

    [Theory]
    [InlineData("袁玉芬", "claim:3", "谢谢热心")]
    [InlineData("路人", "claim:3", "谢谢热心")]
    [InlineData("刘强", "claim:3", "同心社区的")]
    [InlineData("陈芳", "claim:3", "由冯志豪负责")]
    [InlineData("路人", "done:2", "肖卫已经接了")]
    [InlineData("路人", "giveback:2", "肖卫已经接了")]
    [InlineData("路人", "arrived:2", "肖卫已经接了")]
    [InlineData("路人", "handover:2", "肖卫已经接了")]
    [InlineData("路人", "solved:2", "请老于来说")]
    [InlineData("路人", "notsolved:2", "请老于来说")]
    [InlineData("路人", "dissatisfied:2", "请老于来说")]
    [InlineData("路人", "notarequest:3", "请小周来说")]
    [InlineData("路人", "withdraw:3", "请小周来说")]
    [InlineData("路人", "reclass:3:供电故障", "网格的人")]
    [InlineData("路人", "unsure:yes=018e0000-0000-7000-8000-000000000000", "网格的人")]
    [InlineData("路人", "hurry:3", "过时")]
    [InlineData("路人", "suspend:3", "过时")]
    [InlineData("路人", "whistle:3", "过时")]
    public Task A_tap_by_somebody_who_may_not_is_refused_with_a_reason(string person, string action, string toast) => TapUnchangedAsync(person, action, toast);

    [Theory]
    [InlineData("肖卫", "接单 99")]
    [InlineData("肖卫", "完成 99")]
    [InlineData("肖卫", "到了 99")]
    [InlineData("肖卫", "退单 99")]
    [InlineData("肖卫", "转单 99 郭丽")]
    [InlineData("小周", "撤单 99")]
    [InlineData("小周", "99号单没解决")]
    [InlineData("小周", "99号单部分解决")]
    [InlineData("小周", "催单 99")]
    [InlineData("小周", "进度 99")]
    [InlineData("冯志豪", "99号单不是诉求")]
    [InlineData("冯志豪", "吹哨 供水所 99")]
    [InlineData("冯志豪", "99号单 挂起到 2026-04-15")]
    [InlineData("冯志豪", "99号单 反馈：在办了")]
    public async Task A_number_that_is_no_ticket_is_said_to_be_none(string person, string text)
    {
        await UnchangedAsync(async () =>
        {
            await SayAsync(person, text, isPrivate: true);
            _channel.Said.ShouldHaveSingleItem().Shown.ShouldContain("没有99号单");
        });
    }

    [Theory]
    [InlineData("fly:3")]
    [InlineData("fly")]
    [InlineData("")]
    [InlineData(":::")]
    [InlineData("claim")]
    [InlineData("claim:")]
    [InlineData("claim:-3")]
    [InlineData("claim:3e0")]
    [InlineData("claim:三")]
    [InlineData("claim:99999999999999999999")]
    [InlineData("0:3")]
    [InlineData("claim,done:3")]
    [InlineData(" claim :3")]
    [InlineData("done")]
    [InlineData("giveback:")]
    [InlineData("unsure:yes=nonsense")]
    [InlineData("unsure")]
    [InlineData("reclass:3")]
    [InlineData("help:3")]
    public Task A_tap_that_means_nothing_is_told_to_look_at_the_newest_message(string action) => TapUnchangedAsync("肖卫", action, "过时");

    private Task TapUnchangedAsync(string person, string action, string toast) => UnchangedAsync(async () =>
    {
        var answer = await _host.Turns.ReceiveAsync(New(person, "", Group("tongxin-1")) with { Kind = InboundKind.Action, Action = action });
        answer.Toast.ShouldNotBeNull().ShouldContain(toast);
        await _host.DrainAsync();
        _channel.Said.ShouldBeEmpty();
    });

    private async Task UnchangedAsync(Func<Task> act)
    {
        var before = await DumpAsync();
        _channel.Said.Clear();
        await act();
        (await DumpAsync()).ShouldBe(before);
    }

    // A state that is stored again as it was has another eTag.
    [GeneratedRegex("""\"etag\":\d+""")]
    private static partial Regex Versionless();

    private Task<string> DumpAsync() => _host.Database.ReadAsync(async session =>
    {
        var all = new List<string>();
        foreach (var table in Tables)
            all.AddRange((await session.ListAsync<dynamic>($"SELECT * FROM {table} ORDER BY 1, 2")).Select(row => $"{table} {Versionless().Replace(JsonSerializer.Serialize((object)row), "")}"));
        return string.Join('\n', all);
    });

    private async Task SayAsync(string person, string text, string group = "tongxin-1", bool isPrivate = false)
    {
        await _host.Turns.ReceiveAsync(New(person, text, isPrivate ? Address.Private(RehearsalChannel.Name, person) : Group(group)));
        await _host.States.EndAllBreathsAsync(CancellationToken.None);
        await _host.DrainAsync();
    }

    private static Address Group(string code) => Address.Group(RehearsalChannel.Name, code);

    private Inbound New(string person, string text, Address conversation) => new()
    {
        DedupKey = $"d{++_count}",
        MessageKey = $"d{_count}",
        Conversation = conversation,
        Sender = new(person, person),
        Text = text,
        At = _clock.Now,
    };
}

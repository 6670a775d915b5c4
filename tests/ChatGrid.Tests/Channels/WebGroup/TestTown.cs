using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>A small town for the tests of the chat, and the real words.</summary>
public static class TestTown
{
    private static readonly Lazy<(Town, Reader, CommandReader, Wording)> All = new(Load);

    public static Town Town => All.Value.Item1;
    public static Reader Reader => All.Value.Item2;
    public static CommandReader Commands => All.Value.Item3;
    public static Wording Wording => All.Value.Item4;

    private static (Town, Reader, CommandReader, Wording) Load()
    {
        var dialogs = Dialogs();
        var town = new Town(Facts());
        return (town, ReaderLoader.Load(Path.Combine(dialogs, "understanding"), town.Vocabulary()).Reader,
            CommandLoader.Load(dialogs, town.CommandNames()).Reader, Wording.Load(dialogs).Wording);
    }

    private static string Dialogs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "dialogs"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "dialogs");
    }

    private static TownFacts Facts() => new()
    {
        Name = "清河镇",
        StaffGroup = "webgroup:main/group/staff",
        Grids =
        [
            new("qinghe", "清河镇", "镇", null, null, [], null),
            new("tongxin", "同心社区", "社区", "qinghe", null, [], null),
            new("tongxin-1", "同心社区第一网格", "网格", "tongxin", null, ["webgroup:main/group/tongxin-1"], "同心社区第一网格居民群"),
            new("tongxin-2", "同心社区第二网格", "网格", "tongxin", null, ["webgroup:main/group/tongxin-2"], "同心社区第二网格居民群"),
        ],
        People =
        [
            new("周明", "周明", [new(Role.Centre, "qinghe")]),
            new("冯志豪", "冯志豪", [new(Role.Gridworker, "tongxin-1")]),
            new("肖卫", "肖卫", [new(Role.Volunteer, "tongxin")]),
            new("袁玉芬", "袁玉芬", [new(Role.Resident, "tongxin-1")], HomeGrid: "tongxin-1"),
            new("小唐", "小唐", [new(Role.Resident, "tongxin-2")], HomeGrid: "tongxin-2"),
        ],
        Items = [new(Item.OtherName, "其他", "其他", Tier.General, false, null, [], null)],
        Clocks = new(),
        Holidays = new(new HashSet<DateOnly>(), new HashSet<DateOnly>()),
        Numbers = new Dictionary<string, EmergencyNumber>(),
    };
}

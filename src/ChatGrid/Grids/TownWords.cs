namespace ChatGrid.Grids;

/// <summary>What the files of the town call roles, tiers and needs.</summary>
public static class TownWords
{
    /// <summary>The level that must have a 网格员 and a 网格长.</summary>
    public const string GridLevel = "网格";

    public static readonly IReadOnlyDictionary<string, Role> Roles = new Dictionary<string, Role>
    {
        ["镇网格中心"] = Role.Centre,
        ["镇分管领导"] = Role.TownLeader,
        ["书记"] = Role.Secretary,
        ["网格长"] = Role.GridLeader,
        ["网格员"] = Role.Gridworker,
        ["微网格员"] = Role.MicroGridworker,
        ["志愿者"] = Role.Volunteer,
        ["站办所"] = Role.Station,
        ["人大代表"] = Role.Deputy,
        ["居民"] = Role.Resident,
    };

    public static readonly IReadOnlyDictionary<string, Tier> Tiers = new Dictionary<string, Tier>
    {
        ["一般"] = Tier.General,
        ["复杂"] = Tier.Complex,
        ["重大"] = Tier.Major,
    };

    public static readonly IReadOnlyDictionary<string, MustKnow> Needs = new Dictionary<string, MustKnow>
    {
        ["地点"] = MustKnow.Place,
        ["时间"] = MustKnow.When,
        ["给谁办"] = MustKnow.ForWhom,
        ["谁和什么事"] = MustKnow.WhoAndWhat,
    };

    public static string NameOf(MustKnow need) => Needs.First(pair => pair.Value == need).Key;

    public static string NameOf(Role role) => Roles.First(pair => pair.Value == role).Key;
}

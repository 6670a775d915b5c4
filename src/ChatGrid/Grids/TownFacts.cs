namespace ChatGrid.Grids;

/// <summary>The data behind a <see cref="Town"/>, as read from <c>config/town/*.yaml</c>.</summary>
public sealed record TownFacts
{
    public required string Name { get; init; }
    /// <summary>IANA name; all local times of the town are told in it.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";
    public required IReadOnlyList<Grid> Grids { get; init; }
    public required IReadOnlyList<Person> People { get; init; }
    public required IReadOnlyList<Item> Items { get; init; }
    public required Clocks Clocks { get; init; }
    public required HolidayTable Holidays { get; init; }
    /// <summary>What people are told to call: 119, 120, 110 and the town's own numbers, by the keys of <c>Reading.Services</c>.</summary>
    public required IReadOnlyDictionary<string, EmergencyNumber> Numbers { get; init; }
    /// <summary>Address of the town's staff group (清河镇网格工作群), the last rung of the private-message ladder.</summary>
    public string? StaffGroup { get; init; }
    /// <summary>What the staff group is called (清河镇网格工作群).</summary>
    public string? StaffGroupName { get; init; }
}

/// <summary>A number to be called, with the name it is said by: 供水所 0571-…</summary>
public sealed record EmergencyNumber(string Key, string Name, string Number);

/// <summary>A node of the grid tree, of any level.</summary>
/// <param name="Code">Short ASCII code used in addresses (/g/tongxin-1); unique.</param>
/// <param name="Name">Full name, 同心社区第一网格.</param>
/// <param name="Level">The town's word for the level: 镇, 村, 社区, 网格, 微网格.</param>
/// <param name="Parent">Code of the node above, null for the town.</param>
/// <param name="ShortName">How people say it in a place: 3号楼, 张家湾组.</param>
/// <param name="Groups">Addresses of the group chats bound to it (see Conversations.Address).</param>
/// <param name="GroupName">Name of the residents' chat.</param>
public sealed record Grid(string Code, string Name, string Level, string? Parent, string? ShortName,
    IReadOnlyList<string> Groups, string? GroupName);

/// <summary>What somebody is in the town's grid work.</summary>
public enum Role { Resident, Volunteer, MicroGridworker, Gridworker, GridLeader, Secretary, Centre, TownLeader, Station, Deputy }

/// <summary>A role held for a grid; <paramref name="StandIn"/> is true for who stands in for the holder.</summary>
public sealed record Post(Role Role, string Grid, bool StandIn = false);

/// <summary>Somebody the town's list knows. Residents who only write in a group are not in it.</summary>
/// <param name="Id">Unique and durable; by default the name.</param>
/// <param name="Home">Known home as a place (2号楼301, 张家湾组), null when not known.</param>
/// <param name="Skills">水电, 搬抬: preferred, never required.</param>
/// <param name="Station">Name of the station, department or firm (水利站), for <see cref="Role.Station"/>.</param>
/// <param name="Team">Volunteers' team (柳帮帮).</param>
public sealed record Person(string Id, string Name, IReadOnlyList<Post> Posts, string? Home = null,
    IReadOnlyList<string>? Skills = null, string? Station = null, string? Team = null, string? HomeGrid = null,
    bool KeyPerson = false, string? Phone = null)
{
    public bool Holds(Role role, string grid) => Posts.Any(p => p.Role == role && p.Grid == grid && !p.StandIn);
    public bool Is(Role role) => Posts.Any(p => p.Role == role);
    public bool IsStaff => Posts.Any(p => p.Role is not (Role.Resident or Role.Volunteer or Role.Deputy));
}

/// <summary>一般, 复杂, 重大.</summary>
public enum Tier { General = 1, Complex = 2, Major = 3 }

/// <summary>What a dialog must know before a draft becomes a ticket.</summary>
public enum MustKnow { Place, When, ForWhom, WhoAndWhat }

/// <summary>A service item (事项) of the town's list.</summary>
/// <param name="Class">民生设施, 环境, 纠纷矛盾 …</param>
/// <param name="Field">Class of the nationwide 12345 lists.</param>
/// <param name="Skill">Preferred skill of a volunteer, or null.</param>
/// <param name="Private">The group hears one line only; the rest is asked in the private chat.</param>
/// <param name="InPairs">The card says 请两人同去.</param>
/// <param name="Station">Who can help (供水所), or null.</param>
public sealed record Item(string Name, string Class, string Field, Tier Tier, bool Volunteers, string? Skill,
    IReadOnlyList<MustKnow> MustKnow, string? Station, bool Private = false, bool InPairs = false)
{
    public const string OtherName = "其他";
    public const string HazardName = "安全隐患";
}

/// <summary>National holidays: days off on weekdays and worked weekends (调休).</summary>
public sealed record HolidayTable(IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> Worked);

/// <summary>Every number that talk and tickets depend on, with the demo town's values as defaults.</summary>
public sealed record Clocks
{
    /// <summary>Days of a tier (unit: working days, or calendar days when <see cref="CalendarDays"/>).</summary>
    public IReadOnlyDictionary<Tier, int> Days { get; init; } =
        new Dictionary<Tier, int> { [Tier.General] = 1, [Tier.Complex] = 3, [Tier.Major] = 5 };
    public bool CalendarDays { get; init; }
    public TimeOnly QuietFrom { get; init; } = new(21, 0);
    public TimeOnly QuietUntil { get; init; } = new(7, 0);
    public TimeOnly DigestAt { get; init; } = new(8, 0);
    /// <summary>Silence after which what one person wrote is read together.</summary>
    public TimeSpan Breath { get; init; } = TimeSpan.FromSeconds(3);
    /// <summary>A half-finished flow that nobody goes on with is dropped after this.</summary>
    public TimeSpan FlowExpires { get; init; } = TimeSpan.FromHours(2);
    /// <summary>What the same person adds within this time after a ticket joins it.</summary>
    public TimeSpan JoinsOwnTicket { get; init; } = TimeSpan.FromMinutes(2);
    public TimeSpan MeTooWithin { get; init; } = TimeSpan.FromHours(2);
    public TimeSpan SameMatterWithin { get; init; } = TimeSpan.FromHours(24);
    public TimeSpan OfferRemind { get; init; } = TimeSpan.FromMinutes(15);
    public TimeSpan OfferWiden { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan OfferFalls { get; init; } = TimeSpan.FromMinutes(60);
    public TimeSpan OwnerRemind { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan EmergencyRemind { get; init; } = TimeSpan.FromMinutes(3);
    public TimeSpan EmergencyRing { get; init; } = TimeSpan.FromMinutes(5);
    public TimeSpan EmergencyWiden { get; init; } = TimeSpan.FromMinutes(6);
    public TimeSpan EmergencyFalls { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan EmergencyAtDoor { get; init; } = TimeSpan.FromMinutes(60);
    public TimeSpan EmergencyIdle { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan EmergencyRelease { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan Release { get; init; } = TimeSpan.FromHours(2);
    public TimeSpan ConfirmRemind { get; init; } = TimeSpan.FromHours(24);
    public TimeSpan ConfirmCloses { get; init; } = TimeSpan.FromHours(72);
    public int OpenOrders { get; init; } = 5;
    public int AsksPerQuestion { get; init; } = 2;
    public int GroupLinesAnHour { get; init; } = 12;
    /// <summary>Share of the time at which the one who must act is reminded, beside the due moment itself.</summary>
    public IReadOnlyList<double> RemindAt { get; init; } = [0.5, 0.8];
    /// <summary>How long an unsure line stays on the gridworker's list.</summary>
    public TimeSpan UnsureKept { get; init; } = TimeSpan.FromDays(7);
}

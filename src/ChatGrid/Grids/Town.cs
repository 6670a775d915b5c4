using ChatGrid.Understanding;

namespace ChatGrid.Grids;

/// <summary>Everything <c>config/</c> says of the town, as one immutable snapshot; a reload makes a new one.</summary>
public sealed class Town
{
    private readonly Dictionary<string, Grid> _grids;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Person> _byName;
    private readonly Dictionary<string, Grid> _byGroup;
    private readonly Dictionary<string, Item> _items;
    private readonly string[] _upperNames;

    public Town(TownFacts facts)
    {
        Facts = facts;
        _grids = facts.Grids.ToDictionary(g => g.Code);
        _people = facts.People.ToDictionary(p => p.Id);
        _byName = facts.People.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First());
        _byGroup = facts.Grids.SelectMany(g => g.Groups.Select(a => (a, g))).ToDictionary(x => x.a, x => x.g);
        _items = facts.Items.ToDictionary(i => i.Name);
        _upperNames = [.. facts.Grids.Where(g => g.ShortName is null).Select(g => g.Name).OrderByDescending(n => n.Length)];
        Zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
    }

    public TownFacts Facts { get; }
    public Clocks Clocks => Facts.Clocks;
    public TimeZoneInfo Zone { get; }
    public IReadOnlyList<Grid> Grids => Facts.Grids;
    public IReadOnlyList<Person> People => Facts.People;
    public IReadOnlyList<Item> Items => Facts.Items;

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public Grid? GridByCode(string code) => _grids.GetValueOrDefault(code);
    public Grid? GridByName(string name) => Facts.Grids.FirstOrDefault(g => g.Name == name);
    public Grid? GridOfGroup(string address) => _byGroup.GetValueOrDefault(address);
    public Person? PersonById(string id) => _people.GetValueOrDefault(id);
    public Person? PersonByName(string name) => _byName.GetValueOrDefault(name);
    public Item? ItemByName(string name) => _items.GetValueOrDefault(name);
    public Item Other => _items[Item.OtherName];

    /// <summary>The grid itself, then its parents up to the town.</summary>
    public IEnumerable<Grid> Upward(Grid grid)
    {
        for (Grid? g = grid; g is not null; g = g.Parent is null ? null : GridByCode(g.Parent)) yield return g;
    }

    public bool IsWithin(Grid grid, string ancestorCode) => Upward(grid).Any(g => g.Code == ancestorCode);

    /// <summary>Who holds a role for this grid: looked for upwards from it, so that no number of levels is built in.</summary>
    public Person? Holder(Grid grid, Role role) =>
        Upward(grid).Select(g => People.FirstOrDefault(p => p.Holds(role, g.Code))).FirstOrDefault(p => p is not null);

    public IEnumerable<Person> StandIns(Grid grid, Role role) =>
        Upward(grid).SelectMany(g => People.Where(p => p.Posts.Any(x => x.StandIn && x.Role == role && x.Grid == g.Code)));

    /// <summary>Who answers for a ticket of this tier (网格员, 网格长, 镇网格中心).</summary>
    public Person OwnerFor(Grid grid, Tier tier) => tier switch
    {
        Tier.General => Holder(grid, Role.Gridworker) ?? Holder(grid, Role.GridLeader) ?? Centre,
        Tier.Complex => Holder(grid, Role.GridLeader) ?? Centre,
        _ => Centre,
    };

    public static Role RoleOfTier(Tier tier) =>
        tier switch { Tier.General => Role.Gridworker, Tier.Complex => Role.GridLeader, _ => Role.Centre };

    public Person Centre => People.First(p => p.Posts.Any(x => x is { Role: Role.Centre, StandIn: false }));
    public Person? TownLeader => People.FirstOrDefault(p => p.Posts.Any(x => x is { Role: Role.TownLeader, StandIn: false }));

    /// <summary>The village or community whose volunteers serve this grid, or null where there are none (工业园).</summary>
    public Grid? VolunteerRing(Grid grid) =>
        Upward(grid).FirstOrDefault(g => People.Any(p => p.Holds(Role.Volunteer, g.Code)));

    public IEnumerable<Person> VolunteersFor(Grid grid) =>
        VolunteerRing(grid) is { } ring ? People.Where(p => p.Holds(Role.Volunteer, ring.Code)) : [];

    /// <summary>Group chats of the sibling grids of the same village or community.</summary>
    public IEnumerable<string> SiblingGroups(Grid grid) => VolunteerRing(grid) is not { } ring ? [] :
        Grids.Where(g => g.Code != grid.Code && g.Groups.Count > 0 && IsWithin(g, ring.Code)).SelectMany(g => g.Groups);

    /// <summary>A place as who goes there reads it: without the names of the grid and all above it, which they know.</summary>
    public string WithoutUpperNames(string place)
    {
        var shortened = place;
        while (_upperNames.FirstOrDefault(n => shortened.Length > n.Length && shortened.StartsWith(n, StringComparison.Ordinal)) is { } upper) shortened = shortened[upper.Length..];
        return shortened;
    }

    /// <summary>Names that a command can hold: people and stations.</summary>
    public IEnumerable<string> CommandNames() => People.Select(p => p.Name).Concat(People.Select(p => p.Station).OfType<string>());

    public Vocabulary Vocabulary() => new(
        [.. Items.Select(i => new ReadableItem(i.Name, i.Field))],
        [.. Grids.Select(g => g.ShortName ?? g.Name).Distinct()],
        [.. People.Select(p => p.Name)]);
}

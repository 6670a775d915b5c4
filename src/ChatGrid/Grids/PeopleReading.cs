namespace ChatGrid.Grids;

/// <summary>What <c>people.yaml</c> says.</summary>
public sealed record ReadPeople(IReadOnlyList<Row<Person>> Rows, IReadOnlyCollection<string> Skills, YamlFile File)
{
    public IReadOnlyCollection<string> Stations { get; } = Rows.Select(row => row.Value.Station).OfType<string>().ToHashSet();
}

/// <summary>Reads <c>people.yaml</c>: who is what, for which grid.</summary>
public sealed class PeopleReading(YamlSection root, ReadGrids grids)
{
    private const string GridsList = "the 编码 in " + TownLoader.GridsFile;

    private readonly HashSet<string> _skills = [.. root.Texts("技能表").Select(skill => skill.Value)];

    public ReadPeople Read()
    {
        var rows = root.Parts("人员").Select(ReadRow).OfType<Row<Person>>().ToList();
        if (root.IsThere && !root.Has("人员")) root.Wrong("人员", "is missing");
        root.Close();
        foreach (var same in rows.GroupBy(row => row.Value.Id))
        {
            foreach (var row in same.Skip(1))
                row.At.Wrong(row.At.Has("编号") ? "编号" : "姓名", $"'{same.Key}' stands already in line {same.First().At.Line}; give one of the two another 编号");
        }
        return new ReadPeople(rows, _skills, root.File);
    }

    private Row<Person>? ReadRow(YamlSection entry)
    {
        var name = entry.Text("姓名");
        var home = entry.Listed("网格", entry.Optional("网格"), grids.Codes, GridsList);
        var posts = entry.Parts("岗位").Select(ReadPost).OfType<Post>().ToList();
        if (!entry.Has("岗位") && home is not null) posts.Add(new Post(Role.Resident, home));
        if (!entry.Has("岗位") && !entry.Has("网格")) entry.Wrong("岗位", "is missing: a person has a 岗位, or as a resident a 网格");
        var person = new Person(entry.Optional("编号") ?? name ?? "", name ?? "", posts, entry.Optional("家"), Skills(entry),
            entry.Optional("单位"), entry.Optional("队伍"), home, entry.Flag("重点"), entry.Optional("电话"));
        if (person.Is(Role.Station) && person.Station is null && !entry.Has("单位"))
            entry.Wrong("单位", "is missing: who is 站办所 needs the name of the 单位");
        if (person.Station is not null && !person.Is(Role.Station)) entry.Wrong("单位", "needs a 岗位 with the 职务 站办所");
        entry.Close();
        return name is null ? null : new Row<Person>(person, entry);
    }

    private Post? ReadPost(YamlSection entry)
    {
        var role = entry.Choice("职务", TownWords.Roles);
        var grid = entry.Listed("网格", entry.Text("网格"), grids.Codes, GridsList);
        var standIn = entry.Flag("代班");
        entry.Close();
        return role is null || grid is null ? null : new Post(role.Value, grid, standIn);
    }

    private List<string>? Skills(YamlSection entry)
    {
        var skills = entry.Texts("技能");
        foreach (var unknown in skills.Where(skill => !_skills.Contains(skill.Value)))
            entry.File.Wrong(unknown.Line, $"'技能' has '{unknown.Value}', which the list '技能表' of this file does not have; it has {string.Join(", ", _skills)}");
        return skills.Count == 0 ? null : [.. skills.Select(skill => skill.Value)];
    }
}

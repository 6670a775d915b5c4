using ChatGrid.Understanding.Model;

namespace ChatGrid.Grids;

/// <summary>Reads <c>items.yaml</c>, the town's list of service items.</summary>
public sealed class ItemsReading(YamlSection root, ReadPeople people)
{
    private readonly HashSet<string> _classes = [.. root.Texts("类别表").Select(name => name.Value)];

    public IReadOnlyList<Item> Read()
    {
        root.Count("版本", "版", 1_000_000, 1);
        if (root.IsThere && _classes.Count == 0) root.Wrong("类别表", "is missing: the list of the town's classes of items");
        var rows = root.Parts("事项").Select(ReadRow).OfType<Row<Item>>().ToList();
        if (root.IsThere && !root.Has("事项")) root.Wrong("事项", "is missing");
        root.Close();
        foreach (var same in rows.GroupBy(row => row.Value.Name))
        {
            foreach (var row in same.Skip(1)) row.At.Wrong("名称", $"'{same.Key}' stands already in line {same.First().At.Line}");
        }
        foreach (var needed in new[] { Item.OtherName, Item.HazardName }.Where(name => root.IsThere && rows.All(row => row.Value.Name != name)))
            root.Wrong("事项", $"has no item '{needed}', which must be there");
        return [.. rows.Select(row => row.Value)];
    }

    private Row<Item>? ReadRow(YamlSection entry)
    {
        var name = entry.Text("名称");
        var item = new Item(name ?? "",
            entry.Listed("类别", entry.Text("类别"), _classes, "the list '类别表' of this file") ?? "",
            entry.Listed("领域", entry.Text("领域"), [.. HeadLayout.FieldNames], "the list of the 12345 hotline") ?? "",
            entry.Choice("等级", TownWords.Tiers) ?? Tier.General,
            entry.Flag("志愿者"),
            entry.Listed("技能", entry.Optional("技能"), people.Skills, "the list '技能表' of " + TownLoader.PeopleFile),
            Needs(entry),
            entry.Listed("协助", entry.Optional("协助"), people.Stations, "the 单位 in " + TownLoader.PeopleFile),
            entry.Flag("私下"),
            entry.Flag("两人同去"));
        if (item is { Private: true, Volunteers: true }) entry.Wrong("志愿者", "must be 否 where 私下 is 是");
        entry.Close();
        return name is null ? null : new Row<Item>(item, entry);
    }

    private static List<MustKnow> Needs(YamlSection entry)
    {
        var needs = new List<MustKnow>();
        foreach (var text in entry.Texts("要知道"))
        {
            if (!TownWords.Needs.TryGetValue(text.Value, out var need))
                entry.File.Wrong(text.Line, $"'要知道' has '{text.Value}'; allowed: {string.Join(", ", TownWords.Needs.Keys)}");
            else if (needs.Contains(need)) entry.File.Wrong(text.Line, $"'要知道' has '{text.Value}' twice");
            else needs.Add(need);
        }
        return needs;
    }
}

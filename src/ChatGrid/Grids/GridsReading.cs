using System.Text.RegularExpressions;

namespace ChatGrid.Grids;

/// <summary>An entry of a file together with the section it was read from, for the checks across files.</summary>
public sealed record Row<T>(T Value, YamlSection At);

/// <summary>What <c>grids.yaml</c> says.</summary>
public sealed record ReadGrids(IReadOnlyList<Row<Grid>> Rows, YamlFile File)
{
    public IReadOnlyCollection<string> Codes { get; } = Rows.Select(row => row.Value.Code).ToHashSet();
}

/// <summary>Reads <c>grids.yaml</c> and checks that it is one tree.</summary>
public sealed partial class GridsReading(YamlSection root)
{
    private const int MostLevels = 6;

    private readonly HashSet<string> _levels = [.. root.Texts("层级").Select(level => level.Value)];

    public ReadGrids Read()
    {
        if (root.IsThere && _levels.Count == 0) root.Wrong("层级", "is missing: the list of the town's levels, as [镇, 村, 网格]");
        var rows = root.Parts("网格").Select(ReadRow).OfType<Row<Grid>>().ToList();
        if (root.IsThere && !root.Has("网格")) root.Wrong("网格", "is missing");
        root.Close();
        foreach (var same in rows.GroupBy(row => row.Value.Code)) Twice(same, "编码");
        foreach (var same in rows.GroupBy(row => row.Value.Name)) Twice(same, "名称");
        CheckTree(rows);
        return new ReadGrids(rows, root.File);
    }

    private Row<Grid>? ReadRow(YamlSection entry)
    {
        var code = entry.Text("编码");
        var name = entry.Text("名称");
        var level = entry.Listed("层级", entry.Text("层级"), _levels, "the list '层级' of this file");
        var parent = entry.Optional("上级");
        var groups = entry.Texts("群地址");
        var grid = new Grid(code ?? "", name ?? "", level ?? "", parent, entry.Optional("简称"), [.. groups.Select(group => group.Value)], entry.Optional("群名"));
        if (code is not null && !CodeShape().IsMatch(code))
            entry.Wrong("编码", $"is '{code}'; allowed: at most 40 small letters a-z, digits and hyphens");
        foreach (var group in groups) GroupChecks.IsAddress(entry, "群地址", group.Value);
        if (groups.Count > 0 && grid.GroupName is null) entry.Wrong("群名", "is missing: a grid with a 群地址 says what the chat is called");
        if (groups.Count == 0 && grid.GroupName is not null) entry.Wrong("群地址", "is missing: a grid with a 群名 says where the chat is");
        entry.Close();
        return code is null || name is null ? null : new Row<Grid>(grid, entry);
    }

    private static void Twice(IEnumerable<Row<Grid>> same, string key)
    {
        var rows = same.ToList();
        var value = key == "编码" ? rows[0].Value.Code : rows[0].Value.Name;
        foreach (var row in rows.Skip(1)) row.At.Wrong(key, $"'{value}' stands already in line {rows[0].At.LineOf(key)}");
    }

    private void CheckTree(List<Row<Grid>> rows)
    {
        var byCode = rows.GroupBy(row => row.Value.Code).ToDictionary(same => same.Key, same => same.First());
        foreach (var row in rows)
        {
            if (row.Value.Parent is not { } parent) continue;
            if (!byCode.ContainsKey(parent)) row.At.Wrong("上级", $"is '{parent}', which is the 编码 of no grid");
        }
        var roots = rows.Where(row => row.Value.Parent is null).ToList();
        if (rows.Count > 0 && roots.Count == 0) root.Wrong("网格", "has no root: exactly one grid, the town, must have no 上级");
        foreach (var second in roots.Skip(1))
            second.At.Wrong("上级", $"is missing: only one grid may be without, and that is '{roots[0].Value.Code}' in line {roots[0].At.Line}");
        foreach (var row in rows) CheckPath(row, byCode);
    }

    private static void CheckPath(Row<Grid> row, Dictionary<string, Row<Grid>> byCode)
    {
        var path = new List<string> { row.Value.Code };
        for (var at = row.Value.Parent; at is not null && byCode.TryGetValue(at, out var next); at = next.Value.Parent)
        {
            if (at == row.Value.Code)
            {
                row.At.Wrong("上级", $"goes in a circle: {string.Join(" → ", path)} → {at}");
                return;
            }
            if (path.Contains(at)) return;
            path.Add(at);
        }
        if (path.Count == MostLevels + 1) row.At.Wrong("上级", $"puts this grid on level {path.Count}; at most {MostLevels} are allowed");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeShape();
}

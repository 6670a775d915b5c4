namespace ChatGrid.Grids;

/// <summary>Checks that every ticket would find its owner: each 网格 has a 网格员 and a 网格长, the town its 镇网格中心.</summary>
public static class PostChecks
{
    public static void Check(ReadGrids grids, ReadPeople people)
    {
        if (people.Rows.Count == 0 || grids.Rows.Count == 0) return;
        var parents = grids.Rows.GroupBy(row => row.Value.Code).ToDictionary(same => same.Key, same => same.First().Value.Parent);
        var held = people.Rows.SelectMany(row => row.Value.Posts).Where(post => !post.StandIn).Select(post => (post.Role, post.Grid)).ToHashSet();
        foreach (var row in grids.Rows.Where(NeedsWorkers))
        {
            foreach (var role in new[] { Role.Gridworker, Role.GridLeader }.Where(role => !IsHeld(row.Value.Code, role, parents, held)))
                row.At.Wrong("编码", $"'{row.Value.Code}' has no {TownWords.NameOf(role)}: somebody in {TownLoader.PeopleFile} must hold that 岗位 for it or for a grid above it");
        }
        if (!held.Any(post => post.Role == Role.Centre))
            people.File.Wrong(1, "nobody holds the 岗位 镇网格中心 (other than as 代班), who answers for what is 重大");
        foreach (var row in people.Rows) CheckStandIn(row, held);
    }

    private static bool NeedsWorkers(Row<Grid> row) => row.Value.Level == TownWords.GridLevel || row.Value.Groups.Count > 0;

    private static bool IsHeld(string code, Role role, Dictionary<string, string?> parents, HashSet<(Role, string)> held)
    {
        string? at = code;
        for (var steps = 0; at is not null && steps <= parents.Count; steps++)
        {
            if (held.Contains((role, at))) return true;
            at = parents.GetValueOrDefault(at);
        }
        return false;
    }

    private static void CheckStandIn(Row<Person> row, HashSet<(Role Role, string Grid)> held)
    {
        foreach (var post in row.Value.Posts.Where(post => post.StandIn && !held.Contains((post.Role, post.Grid))))
            row.At.Wrong("岗位", $"{row.Value.Name} stands in as {TownWords.NameOf(post.Role)} of '{post.Grid}', where nobody holds that 岗位");
    }
}

using System.Text.RegularExpressions;

namespace ChatGrid.Grids;

/// <summary>Checks the addresses of group chats: their shape, and that each stands once in the whole town.</summary>
public static partial class GroupChecks
{
    public static bool IsAddress(YamlSection section, string key, string address)
    {
        if (Shape().IsMatch(address)) return true;
        section.Wrong(key, $"is '{address}'; allowed: kind:instance/group/id, as webgroup:main/group/liushu-1");
        return false;
    }

    public static void Check(ReadTown town, ReadGrids grids)
    {
        var first = new Dictionary<string, string>();
        foreach (var row in grids.Rows)
        {
            foreach (var group in row.Value.Groups)
            {
                if (!first.TryAdd(group, $"in line {row.At.LineOf("群地址")}")) row.At.Wrong("群地址", $"'{group}' stands already {first[group]}");
            }
        }
        if (town.Facts.StaffGroup is { } staff && first.TryGetValue(staff, out var line))
            town.File.Wrong(town.StaffGroupLine, $"'地址' '{staff}' is a residents' group already, {TownLoader.GridsFile} {line}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+:[^/\s]+/group/\S+$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

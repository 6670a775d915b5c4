using System.Text.RegularExpressions;

namespace ChatGrid.Understanding;

/// <summary>What can be said of a place in its normal form (3号楼2单元501), without knowing the town.</summary>
public static partial class Places
{
    /// <summary>The building, group or road that a place begins with: 3号楼, 张家湾组; the whole when it names none.</summary>
    public static string Building(string place) => BuildingPart().Match(place) is { Success: true } match ? match.Value : place;

    /// <summary>The place without its room number, as a whole group may hear it.</summary>
    public static string WithoutRoom(string place) => Room().Replace(place, "");

    /// <summary>Two places agree when one building or group holds both.</summary>
    public static bool Agree(string? one, string? other) => one is not null && other is not null
        && (one == other || Building(one) == Building(other)
            || one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));

    /// <summary>A place made more exact by what was added to it: 9楼 and 4号楼 are 4号楼9楼.</summary>
    public static string Join(string? known, string added)
    {
        if (string.IsNullOrEmpty(known) || added.Contains(known, StringComparison.Ordinal)) return added;
        if (known.Contains(added, StringComparison.Ordinal)) return known;
        var addedNamesBuilding = BuildingPart().IsMatch(added);
        var knownNamesBuilding = BuildingPart().IsMatch(known);
        if (addedNamesBuilding && knownNamesBuilding) return added;
        return addedNamesBuilding ? added + known : known + added;
    }

    /// <summary>True when the place tells which building, group or landmark, not only which floor of it.</summary>
    public static bool IsEnough(string? place) => place is not null && !OnlyFloor().IsMatch(place);

    [GeneratedRegex(@"^.*?(?:\d+号(?:楼|厂房|车间|仓库|宿舍楼?)|[\p{L}\d]{1,8}组|[\p{L}\d]{1,6}[路街巷])")]
    private static partial Regex BuildingPart();

    [GeneratedRegex(@"(?<=楼|单元|层)\d{3,4}室?|\d{3,4}室")]
    private static partial Regex Room();

    [GeneratedRegex(@"^(?:\d{1,2}(?:楼|层)|\d单元|楼上|楼下|楼道|门口|屋里|家里|我家|这里|那边|卫生间|厨房)$")]
    private static partial Regex OnlyFloor();
}

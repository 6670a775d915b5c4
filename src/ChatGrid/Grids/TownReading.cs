using System.Text.RegularExpressions;

namespace ChatGrid.Grids;

/// <summary>What <c>town.yaml</c> says, and where it names the staff group.</summary>
public sealed record ReadTown(TownFacts Facts, YamlFile File, int StaffGroupLine);

/// <summary>Reads <c>town.yaml</c>: name, time zone, staff group, numbers to call.</summary>
public static partial class TownReading
{
    /// <summary>Keys of <c>Reading.Services</c>: an emergency without its number would tell nobody whom to call.</summary>
    private static readonly string[] NeededNumbers = ["119", "110", "120", "供水", "供电"];

    public static ReadTown Read(YamlSection root)
    {
        var staff = root.Part("工作群");
        var facts = new TownFacts
        {
            Name = root.Text("名称") ?? "",
            TimeZone = Zone(root),
            StaffGroup = staff.Text("地址") is { } address && GroupChecks.IsAddress(staff, "地址", address) ? address : null,
            StaffGroupName = staff.Text("名称"),
            Numbers = Numbers(root),
            Grids = [],
            People = [],
            Items = [],
            Clocks = new Clocks(),
            Holidays = new HolidayTable(new HashSet<DateOnly>(), new HashSet<DateOnly>()),
        };
        staff.Close();
        root.Close();
        return new ReadTown(facts, root.File, staff.LineOf("地址"));
    }

    private static string Zone(YamlSection root)
    {
        var zone = root.Text("时区");
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return zone;
        if (zone is not null) root.Wrong("时区", $"is '{zone}', which is no time zone; allowed: a name as Asia/Shanghai");
        return TimeZoneInfo.Utc.Id;
    }

    private static Dictionary<string, EmergencyNumber> Numbers(YamlSection root)
    {
        var numbers = new Dictionary<string, EmergencyNumber>();
        var section = root.Part("电话");
        foreach (var key in section.Keys())
        {
            if (Number(section.Part(key.Value), key.Value) is { } number) numbers[key.Value] = number;
        }
        if (root.IsThere && !root.Has("电话")) root.Wrong("电话", "is missing");
        foreach (var missing in NeededNumbers.Where(needed => section.IsThere && !section.Has(needed)))
            root.Wrong("电话", $"has no number for '{missing}', which emergencies need");
        return numbers;
    }

    private static EmergencyNumber? Number(YamlSection section, string key)
    {
        var name = section.Text("名称");
        var number = section.Text("号码");
        section.Close();
        if (number is not null && !Digits().IsMatch(number))
        {
            section.Wrong("号码", $"is '{number}'; allowed: 3 to 20 digits, which may hold + and -");
            return null;
        }
        return name is null || number is null ? null : new EmergencyNumber(key, name, number);
    }

    [GeneratedRegex(@"^\+?\d[\d-]{1,18}\d$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}

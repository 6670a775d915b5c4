namespace ChatGrid.Grids;

/// <summary>Reads <c>config/town/*.yaml</c>; whatever is wrong in it is a problem with file and line, never an exception.</summary>
public static class TownLoader
{
    public const string TownFile = "town.yaml";
    public const string GridsFile = "grids.yaml";
    public const string PeopleFile = "people.yaml";
    public const string ItemsFile = "items.yaml";
    public const string ClocksFile = "clocks.yaml";
    public const string CalendarFile = "calendar.yaml";

    /// <summary>The town, or null when there is any problem.</summary>
    public static (TownFacts? Facts, IReadOnlyList<Problem> Problems) Load(string folder)
    {
        var problems = new List<Problem>();
        var town = TownReading.Read(YamlFile.Read(folder, TownFile, problems));
        var grids = new GridsReading(YamlFile.Read(folder, GridsFile, problems)).Read();
        var people = new PeopleReading(YamlFile.Read(folder, PeopleFile, problems), grids).Read();
        var items = new ItemsReading(YamlFile.Read(folder, ItemsFile, problems), people).Read();
        var clocks = ClocksReading.Read(YamlFile.Read(folder, ClocksFile, problems));
        var holidays = CalendarReading.Read(YamlFile.Read(folder, CalendarFile, problems));
        PostChecks.Check(grids, people);
        GroupChecks.Check(town, grids);
        if (problems.Count > 0) return (null, Ordered(problems));
        return (town.Facts with
        {
            Grids = [.. grids.Rows.Select(row => row.Value)],
            People = [.. people.Rows.Select(row => row.Value)],
            Items = items,
            Clocks = clocks,
            Holidays = holidays,
        }, []);
    }

    private static List<Problem> Ordered(List<Problem> problems) =>
        [.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];
}

using System.Globalization;

namespace ChatGrid.Grids;

/// <summary>Reads <c>calendar.yaml</c>: days off and worked weekends, year by year.</summary>
public static class CalendarReading
{
    private const string Until = "到";
    private const int LongestHoliday = 60;

    public static HolidayTable Read(YamlSection root)
    {
        var off = new Dictionary<DateOnly, int>();
        var worked = new Dictionary<DateOnly, int>();
        foreach (var year in root.Keys()) ReadYear(root, year, off, worked);
        foreach (var day in worked.Where(day => off.ContainsKey(day.Key)))
            root.File.Wrong(day.Value, $"'上班' has {Written(day.Key)}, which is under '放假' in line {off[day.Key]} as well");
        root.Close();
        return new HolidayTable(off.Keys.ToHashSet(), worked.Keys.ToHashSet());
    }

    private static void ReadYear(YamlSection root, YamlText year, Dictionary<DateOnly, int> off, Dictionary<DateOnly, int> worked)
    {
        if (!int.TryParse(year.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 2000 or > 2200)
        {
            root.File.Wrong(year.Line, $"unknown key '{year.Value}'; allowed: a year in quotation marks, as \"2026\"");
            return;
        }
        var part = root.Part(year.Value);
        foreach (var text in part.Texts("放假")) AddDays(root.File, "放假", number, text, off);
        foreach (var text in part.Texts("上班")) AddDays(root.File, "上班", number, text, worked);
        part.Close();
    }

    private static void AddDays(YamlFile file, string key, int year, YamlText text, Dictionary<DateOnly, int> days)
    {
        var ends = text.Value.Split(Until, 2, StringSplitOptions.TrimEntries);
        if (YamlValues.Date(ends[0]) is not { } first || YamlValues.Date(ends[^1]) is not { } last)
        {
            file.Wrong(text.Line, $"'{key}' has '{text.Value}'; allowed: a day as 2026-10-01, or 2026-10-01 到 2026-10-07");
            return;
        }
        if (last < first || last.DayNumber - first.DayNumber >= LongestHoliday)
            file.Wrong(text.Line, $"'{key}' has '{text.Value}'; allowed: 1 to {LongestHoliday} days, the first before the last");
        else if (first.Year != year || last.Year != year)
            file.Wrong(text.Line, $"'{key}' has '{text.Value}', which is not in the year {year} it stands under");
        else Fill(file, key, text, (first, last), days);
    }

    private static void Fill(YamlFile file, string key, YamlText text, (DateOnly First, DateOnly Last) span, Dictionary<DateOnly, int> days)
    {
        for (var day = span.First; day <= span.Last; day = day.AddDays(1))
        {
            if (days.TryAdd(day, text.Line)) continue;
            file.Wrong(text.Line, $"'{key}' has {Written(day)} twice, first in line {days[day]}");
            return;
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

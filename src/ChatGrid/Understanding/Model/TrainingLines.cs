using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Model;

/// <summary>Reads the training lines (lines/*.txt and lines-*.txt) and the catalogue of matters (catalogue.txt).</summary>
public static class TrainingLines
{
    private static readonly Dictionary<string, SenderRole> Roles = new()
    {
        ["居民"] = SenderRole.Resident,
        ["志愿者"] = SenderRole.Volunteer,
        ["网格员"] = SenderRole.Gridworker,
        ["网格长"] = SenderRole.Leader,
        ["站所"] = SenderRole.Station
    };

    public static List<TrainingLine> Read(string folder, HeadLayout layout, List<LoadProblem> problems)
    {
        var result = new List<TrainingLine>();
        var lines = Path.Combine(folder, "lines");
        var files = Directory.Exists(lines) ? Directory.GetFiles(lines, "*.txt") : [];
        Array.Sort(files, StringComparer.Ordinal);
        foreach (var file in files) result.AddRange(ReadFile(lines, Path.GetFileName(file), layout, problems));
        foreach (var file in More(folder)) result.AddRange(ReadFile(folder, file, layout, problems));
        foreach (var phrase in DataFile.Read(folder, "catalogue.txt", problems)) AddPhrase(phrase, layout, result, problems);
        return result;
    }

    private static IEnumerable<string> More(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "lines-*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        : [];

    public static IEnumerable<TrainingLine> ReadFile(string folder, string name, HeadLayout layout, List<LoadProblem> problems)
    {
        IReadOnlyList<string>? section = null;
        TrainingLine? pattern = null;
        foreach (var line in DataFile.Read(folder, name, problems))
        {
            if (!ReferenceEquals(section, line.Section))
            {
                section = line.Section;
                pattern = Pattern(line, layout, problems);
            }
            if (pattern is not null) yield return pattern with { Text = line.Text.Replace("\\n", "\n", StringComparison.Ordinal) };
        }
    }

    /// <summary>What all lines of a section have in common; null when the section cannot be understood.</summary>
    private static TrainingLine? Pattern(DataLine line, HeadLayout layout, List<LoadProblem> problems)
    {
        var kindAt = line.Section.ToList().FindIndex(part => Enum.TryParse<MessageKind>(part, true, out _));
        if (kindAt < 0) return Wrong(line, "its section names no kind", problems);
        var kind = Enum.Parse<MessageKind>(line.Section[kindAt], true);
        var result = new TrainingLine("", kind, null, null, kind == MessageKind.Emergency ? Urgency.Emergency : Urgency.None);
        foreach (var part in line.Section.Skip(kindAt + 1)) result = WithPart(result, part, line, problems);
        if (kindAt == 0) return result;
        var (item, field) = ItemAndField(line.Section[0], layout);
        if (item is null) return Wrong(line, $"no item of the list: {line.Section[0]}", problems);
        return result with { Item = item, Field = field };
    }

    private static TrainingLine WithPart(TrainingLine line, string part, DataLine at, List<LoadProblem> problems)
    {
        var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var i ? (part[..i].Trim(), part[(i + 1)..].Trim()) : (part, "");
        if (name == "urgency" && value is "0" or "1" or "2") return line with { Urgency = (Urgency)(value[0] - '0') };
        if (name == "role" && Roles.TryGetValue(value, out var role)) return line with { Role = role };
        problems.Add(new LoadProblem(at.File, at.Number, $"「{part}」 is neither urgency=0/1/2 nor role=…"));
        return line;
    }

    private static (string? Item, string? Field) ItemAndField(string written, HeadLayout layout)
    {
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? written : written[..slash].Trim();
        var item = layout.Item(name);
        if (item < 0) return (null, null);
        var field = slash < 0 ? layout.ItemsOfTown[item].Field : written[(slash + 1)..].Trim();
        return (name, field);
    }

    private static TrainingLine? Wrong(DataLine line, string text, List<LoadProblem> problems)
    {
        problems.Add(new LoadProblem(line.File, line.Number, text));
        return null;
    }

    private static void AddPhrase(DataLine line, HeadLayout layout, List<TrainingLine> result, List<LoadProblem> problems)
    {
        var parts = line.Text.Split('|', StringSplitOptions.TrimEntries);
        if (line.Section.Count == 0 || HeadLayout.Field(line.Section[0]) < 0 || parts.Length != 2 || layout.Item(parts[1]) < 0)
        {
            problems.Add(new LoadProblem(line.File, line.Number, "expected 「phrase | item」 under a [field]"));
            return;
        }
        result.Add(new TrainingLine(parts[0], null, parts[1], line.Section[0]));
    }
}

namespace ChatGrid.Understanding.Text;

/// <summary>A line of a data file: the parts of the section it stands in, and where it stands.</summary>
public readonly record struct DataLine(IReadOnlyList<string> Section, string Text, string File, int Number);

/// <summary>The plain files under dialogs/understanding: 「# comment」, 「[section | part | key=value]」, one entry a line.</summary>
public static class DataFile
{
    /// <summary>All entries of a file; a file that is not there has none, an unreadable one is a problem.</summary>
    public static IReadOnlyList<DataLine> Read(string folder, string name, List<LoadProblem> problems)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return [];
        try
        {
            return Parse(name, File.ReadAllLines(path), problems);
        }
        catch (IOException error)
        {
            problems.Add(new LoadProblem(name, 0, error.Message));
            return [];
        }
    }

    public static IReadOnlyList<DataLine> Parse(string name, IReadOnlyList<string> lines, List<LoadProblem> problems)
    {
        var result = new List<DataLine>(lines.Count);
        IReadOnlyList<string> section = [];
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || IsComment(line, section)) continue;
            if (IsSection(line)) section = Parts(line, name, i + 1, problems);
            else result.Add(new DataLine(section, line, name, i + 1));
        }
        return result;
    }

    /// <summary>「#接龙」 may be a line of chat: inside a section only 「# 」 with its space, and 「##」, begin a comment.</summary>
    private static bool IsComment(string line, IReadOnlyList<string> section) =>
        line[0] == '#' && (section.Count == 0 || line.Length == 1 || line[1] is ' ' or '#' or '=' or '-');

    private static bool IsSection(string line) => line[0] == '[' && line[^1] == ']' && line.Length < 80;

    private static string[] Parts(string line, string name, int number, List<LoadProblem> problems)
    {
        var parts = line[1..^1].Split('|', StringSplitOptions.TrimEntries);
        if (parts.Any(part => part.Length == 0)) problems.Add(new LoadProblem(name, number, "a part of this section is empty"));
        return parts;
    }
}

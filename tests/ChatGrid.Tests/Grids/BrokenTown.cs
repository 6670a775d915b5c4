using ChatGrid.Grids;

namespace ChatGrid.Tests.Grids;

/// <summary>A copy of the shipped files in a folder of its own, to be edited and broken.</summary>
public sealed class BrokenTown : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("chatgrid-town-");

    /// <param name="isWhole">With everything that the program needs to start, else what the checks of the town read.</param>
    public BrokenTown(bool isWhole = false)
    {
        Copy(ShippedTown.Config, Config);
        if (isWhole) Copy(ShippedTown.Dialogs, Dialogs);
        else foreach (var folder in new[] { "items", "tickets", "commands" }) Copy(Path.Combine(ShippedTown.Dialogs, folder), Path.Combine(Dialogs, folder));
    }

    public string Config => Path.Combine(_root.FullName, "config");
    public string Data => Path.Combine(_root.FullName, "data");
    public string Dialogs => Path.Combine(_root.FullName, "dialogs");
    public string Folder => Path.Combine(Config, "town");
    public LintFolders Folders => new(Config, Dialogs);

    public string PathOf(string file) => file == FlowsReading.File ? Path.Combine(Dialogs, FlowsReading.Folder, file) : Path.Combine(Folder, file);

    public (TownFacts? Facts, IReadOnlyList<Problem> Problems) Load() => TownLoader.Load(Folder);

    /// <summary>Replaces a text that must be there, and says in which line the new one stands.</summary>
    public int Edit(string file, string old, string edited)
    {
        var path = PathOf(file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"{file} does not hold: {old}");
        text = text[..at] + edited + text[(at + old.Length)..];
        File.WriteAllText(path, text);
        return text[..at].Count(c => c == '\n') + 1;
    }

    /// <summary>The line in which a text stands now.</summary>
    public int LineOf(string file, string text)
    {
        var all = File.ReadAllText(PathOf(file));
        return all[..all.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

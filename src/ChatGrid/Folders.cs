namespace ChatGrid;

/// <summary>Where <c>config/</c>, <c>dialogs/</c> and the data are: named by <c>--config</c>, <c>--dialogs</c>, <c>--data</c>, else found above the current
/// folder or the program.</summary>
public sealed record Folders(string Config, string Dialogs, string Data)
{
    /// <summary>What may be deleted at any time and is only made anew.</summary>
    public string Cache => Path.Combine(Data, "cache");

    /// <exception cref="InvalidDataException">Neither is there nor named.</exception>
    public static Folders Find(string[] args)
    {
        var root = Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);
        string Named(string option, string folder)
        {
            var at = Array.IndexOf(args, option);
            if (at >= 0 && at + 1 < args.Length) return Path.GetFullPath(args[at + 1]);
            return root is not null ? Path.Combine(root, folder) : throw new InvalidDataException(
                $"No folder '{folder}' was found here or above. Start ChatGrid in its own folder, or name it: {option} DIR");
        }
        return new(Named("--config", "config"), Named("--dialogs", "dialogs"), Named("--data", "data"));
    }

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "config", "appsettings.json"))) return folder.FullName;
        }
        return null;
    }
}

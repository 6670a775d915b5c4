namespace ChatGrid.Grids;

/// <summary>Tells whether the files of a folder have changed: by their names, sizes and times of writing.</summary>
public static class FolderStamp
{
    /// <summary>Equal for two looks between which nothing changed. What editors put beside a file (.x.swp, x~) does not count.</summary>
    public static int Of(string folder)
    {
        var stamp = new HashCode();
        try
        {
            var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !IsScratch(file.Name));
            foreach (var file in files.OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                stamp.Add(file.FullName);
                stamp.Add(file.Length);
                stamp.Add(file.LastWriteTimeUtc.Ticks);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder or file that is just being moved: different from every good look, so that it is looked at again.
            stamp.Add(error.GetType().Name);
        }
        return stamp.ToHashCode();
    }

    private static bool IsScratch(string name) => name.StartsWith('.') || name.EndsWith('~') || name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase);
}

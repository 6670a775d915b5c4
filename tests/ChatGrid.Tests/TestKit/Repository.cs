namespace ChatGrid.Tests.TestKit;

/// <summary>Where the repository's own files are, from wherever the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = Find();
    public static Folders Folders => new(Path.Combine(Root, "config"), Path.Combine(Root, "dialogs"), Path.Combine(Root, "data"));
    public static string Tests => Path.Combine(Root, "tests", "ChatGrid.Tests");
    public static string Source => Path.Combine(Root, "src", "ChatGrid");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ChatGrid.sln"))) return folder.FullName;
        throw new InvalidOperationException("ChatGrid.sln was not found above the tests.");
    }
}

using ChatGrid.Grids;

namespace ChatGrid.Tests.Grids;

/// <summary>The files that the repository ships, for tests to load or to copy and break.</summary>
public static class ShippedTown
{
    private static readonly string Root = FindRoot();

    public static string Config => Path.Combine(Root, "config");
    public static string Dialogs => Path.Combine(Root, "dialogs");

    public static Town Load()
    {
        var (facts, problems) = TownLoader.Load(Path.Combine(Config, "town"));
        problems.ShouldBeEmpty();
        return new Town(facts.ShouldNotBeNull());
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "ChatGrid.sln"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

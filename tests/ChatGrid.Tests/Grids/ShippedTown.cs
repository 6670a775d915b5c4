using ChatGrid.Grids;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.Grids;

/// <summary>The files that the repository ships, for tests to load or to copy and break.</summary>
public static class ShippedTown
{
    public static string Config => Repository.Folders.Config;
    public static string Dialogs => Repository.Folders.Dialogs;

    public static Town Load()
    {
        var (facts, problems) = TownLoader.Load(Path.Combine(Config, "town"));
        problems.ShouldBeEmpty();
        return new Town(facts.ShouldNotBeNull());
    }
}

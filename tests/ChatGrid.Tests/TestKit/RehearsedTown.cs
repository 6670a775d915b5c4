using ChatGrid.Rehearsal;

namespace ChatGrid.Tests.TestKit;

/// <summary>The shipped town, its reader and wording, loaded once for all tests.</summary>
public static class RehearsedTown
{
    private static readonly Lazy<RehearsalData> Loaded = new(() => RehearsalData.Load(Repository.Folders));

    public static RehearsalData Data => Loaded.Value;
}

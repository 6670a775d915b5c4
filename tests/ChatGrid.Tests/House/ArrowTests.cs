using System.Text.RegularExpressions;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.House;

/// <summary>Which folder may name which, and how long a file may be.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Storage"] = [],
        ["Understanding"] = [],
        ["Grids"] = ["Understanding", "Storage", "Conversations"],
        ["Conversations"] = ["Understanding", "Storage", "Grids"],
        ["Deadlines"] = ["Grids", "Conversations"],
        ["Tickets"] = ["Conversations", "Understanding", "Storage", "Grids", "Deadlines"],
        ["Channels"] = ["Conversations", "Storage", "Grids", "Channels"],
        ["Desk"] = ["Conversations", "Storage", "Grids", "Tickets"],
        ["Rehearsal"] = ["Conversations", "Storage", "Grids", "Tickets", "Understanding", "Deadlines"],
    };

    public static TheoryData<string> Folders => new(Directory.EnumerateDirectories(Repository.Source).Select(d => Path.GetFileName(d)!)
        .Where(d => d is not ("bin" or "obj" or "Properties")).Order());

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_names_only_what_its_arrows_allow(string folder)
    {
        Arrows.ShouldContainKey(folder, "a new folder declares its arrows here");
        var named = Files(folder).SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Folder: m.Groups[1].Value)));
        var wrong = named.Where(n => n.Folder != folder && Arrows.ContainsKey(n.Folder) && !Arrows[folder].Contains(n.Folder)).Distinct().ToList();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Directory.EnumerateFiles(Repository.Source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(f).Count() > 300).Select(Path.GetFileName).ShouldBeEmpty();

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Source, folder), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"\bChatGrid\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex Named();
}

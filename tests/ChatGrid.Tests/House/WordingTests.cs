using System.Text.RegularExpressions;
using ChatGrid.Grids;
using ChatGrid.Tests.TestKit;

namespace ChatGrid.Tests.House;

/// <summary>Every phrase that the code names stands in a wording file, and the shipped files have no fault.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void Every_phrase_that_is_said_has_its_text()
    {
        var said = Directory.EnumerateFiles(Repository.Source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Said().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct();
        said.Where(key => !RehearsedTown.Data.Wording.Phrases.ContainsKey(key)).ShouldBeEmpty();
    }

    [Fact]
    public void The_shipped_files_have_no_fault()
    {
        var output = new StringWriter();
        LintCommand.Run(new(Repository.Folders.Config, Repository.Folders.Dialogs), Linters.All, output).ShouldBe(0, output.ToString());
    }

    [GeneratedRegex(@"(?<!Results)\.Text\(""([a-z0-9-]+)""")]
    private static partial Regex Said();
}

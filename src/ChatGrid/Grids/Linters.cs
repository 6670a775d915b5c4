using System.Text.Json;
using System.Text.RegularExpressions;
using ChatGrid.Conversations;
using ChatGrid.Understanding;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Grids;

/// <summary>The checks of <see cref="LintCommand"/> for what this folder and those below it read; other capabilities add theirs to the list.</summary>
public static partial class Linters
{
    private const string SettingsFile = "appsettings.json";

    public static IReadOnlyList<Func<LintFolders, IEnumerable<Problem>>> All => [Settings, TownFiles, WordingFiles, CommandFiles, ReadingFiles, FlowsFile];

    public static string TownFolder(LintFolders folders) => Path.Combine(folders.Config, "town");

    public static string ReadingFolder(LintFolders folders) => Path.Combine(folders.Dialogs, "understanding");

    public static IEnumerable<Problem> TownFiles(LintFolders folders) => TownLoader.Load(TownFolder(folders)).Problems;

    /// <summary>Whether the program's settings are JSON at all; their values are checked by the options they are bound to.</summary>
    public static IEnumerable<Problem> Settings(LintFolders folders)
    {
        var name = $"{new DirectoryInfo(folders.Config).Name}/{SettingsFile}";
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folders.Config, SettingsFile));
            using var json = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.ValueKind == JsonValueKind.Object ? [] : [new(name, 1, "the file must hold { … }")];
        }
        catch (JsonException error)
        {
            return [new(name, (int)(error.LineNumber ?? 0) + 1, "this is no JSON that can be read: " + error.Message)];
        }
        catch (IOException error)
        {
            return [new(name, 1, error.Message)];
        }
    }

    public static IEnumerable<Problem> WordingFiles(LintFolders folders) => Wording.Load(folders.Dialogs).Problems.Select(Parsed);

    public static IEnumerable<Problem> CommandFiles(LintFolders folders) =>
        CommandLoader.Load(folders.Dialogs, NamesOf(folders)).Problems.Select(problem => InDialogs(problem, ""));

    /// <summary>The files under dialogs/understanding; they are read with the town's own words, so only where the town can be.</summary>
    public static IEnumerable<Problem> ReadingFiles(LintFolders folders) => TownLoader.Load(TownFolder(folders)).Facts is { } facts
        ? ReaderLoader.Load(ReadingFolder(folders), new Town(facts).Vocabulary()).Problems.Select(problem => InDialogs(problem, "understanding/"))
        : [];

    public static IEnumerable<Problem> FlowsFile(LintFolders folders) => TownLoader.Load(TownFolder(folders)).Facts is { } facts
        ? FlowsReading.Load(folders.Dialogs, facts, Wording.Load(folders.Dialogs).Wording).Problems
        : [];

    /// <summary>A problem that another folder's loader has written as <c>file:line: text</c>.</summary>
    public static Problem Parsed(string written)
    {
        var match = Written().Match(written);
        return match.Success ? new(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups[3].Value)
            : new("dialogs", 1, written);
    }

    public static Problem InDialogs(LoadProblem problem, string folder) => new($"dialogs/{folder}{problem.File}", Math.Max(problem.Line, 1), problem.Text);

    private static IEnumerable<string> NamesOf(LintFolders folders) =>
        TownLoader.Load(TownFolder(folders)).Facts is { } facts ? new Town(facts).CommandNames() : [];

    [GeneratedRegex(@"^(.+?):(\d{1,9}): (.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}

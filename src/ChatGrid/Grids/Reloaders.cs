using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Grids;

/// <summary>How the town, its flows, the wording, the command words and the reader are read anew; each keeps its book as it is on any problem.</summary>
public static class Reloaders
{
    public static Reloader Town(LintFolders folders, TownBook book) => new("town", Linters.TownFolder(folders), () =>
    {
        var (facts, problems) = TownLoader.Load(Linters.TownFolder(folders));
        if (facts is not null) book.Replace(new Town(facts));
        return problems;
    });

    public static Reloader Wording(LintFolders folders, WordingBook book) => new("wording", folders.Dialogs, () =>
    {
        var (wording, written) = Conversations.Wording.Load(folders.Dialogs);
        IReadOnlyList<Problem> problems = [.. written.Select(Linters.Parsed), .. Gone(book.Now, wording)];
        if (problems.Count == 0) book.Replace(wording);
        return problems;
    });

    public static Reloader Flows(LintFolders folders, TownBook town, WordingBook wording, FlowBook book) =>
        new("flows", Path.Combine(folders.Dialogs, FlowsReading.Folder), () =>
        {
            var (flows, problems) = FlowsReading.Load(folders.Dialogs, town.Now.Facts, wording.Now);
            if (flows is not null) book.Replace(flows);
            return problems;
        })
        { Also = [Linters.TownFolder(folders)] };

    public static Reloader Commands(LintFolders folders, TownBook town, CommandBook book) =>
        new("commands", Path.Combine(folders.Dialogs, "commands"), () =>
        {
            var (reader, found) = CommandLoader.Load(folders.Dialogs, town.Now.CommandNames());
            IReadOnlyList<Problem> problems = [.. found.Select(problem => Linters.InDialogs(problem, ""))];
            if (problems.Count == 0) book.Replace(reader);
            return problems;
        })
        { Also = [Linters.TownFolder(folders)] };

    /// <param name="folders">Where the files are.</param>
    /// <param name="town">Its words are read too.</param>
    /// <param name="fitting">Learns again what the town has decided, too.</param>
    public static Reloader Reading(LintFolders folders, TownBook town, ReaderFitting fitting) =>
        new("reading", Linters.ReadingFolder(folders), () => [.. fitting.Fit(town.Now.Vocabulary()).Problems.Select(problem => Linters.InDialogs(problem, "understanding/"))])
        { Also = [Linters.TownFolder(folders)] };

    // A sentence that is taken away would be missed only when it has to be said.
    private static IEnumerable<Problem> Gone(Wording old, Wording read) => old.Phrases.Values.Where(phrase => !read.Phrases.ContainsKey(phrase.Key))
        .Select(phrase => new Problem($"dialogs/{phrase.File}", phrase.Line, $"'{phrase.Key}' was here and is gone; the program may have to say it, so it cannot be taken away while it runs"));
}

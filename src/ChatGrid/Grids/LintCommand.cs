namespace ChatGrid.Grids;

/// <summary>The folders that are looked through.</summary>
public sealed record LintFolders(string Config, string Dialogs);

/// <summary>Says everything that is wrong in <c>config/</c> and <c>dialogs/</c>: <c>dotnet run --project src/ChatGrid -- lint</c>.</summary>
public static class LintCommand
{
    /// <summary>Prints each problem as <c>file:line: text</c>, then their number.</summary>
    /// <param name="linters">What looks: one function for each kind of file, see <see cref="Linters.All"/>.</param>
    /// <returns>The exit code: 1 if there is any problem, else 0.</returns>
    public static int Run(LintFolders folders, IEnumerable<Func<LintFolders, IEnumerable<Problem>>> linters, TextWriter output)
    {
        var problems = Missing(folders).ToList();
        if (problems.Count == 0) problems.AddRange(linters.SelectMany(linter => linter(folders)));
        foreach (var problem in problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)) output.WriteLine(problem);
        var count = problems.Distinct().Count();
        output.WriteLine(count == 1 ? "1 problem" : $"{count} problems");
        return count == 0 ? 0 : 1;
    }

    private static IEnumerable<Problem> Missing(LintFolders folders) =>
        new[] { folders.Config, folders.Dialogs }.Where(folder => !Directory.Exists(folder)).Select(folder => new Problem(folder, 1, "the folder is missing"));
}

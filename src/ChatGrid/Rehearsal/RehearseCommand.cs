namespace ChatGrid.Rehearsal;

/// <summary><c>rehearse FILE…</c>: plays talks, one line per file with the first difference, last line <c>N passed, N failed</c>.</summary>
public static class RehearseCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> files, Folders folders, TextWriter output)
    {
        if (files.Count == 0)
        {
            await output.WriteLineAsync("Name the .chat files to rehearse: rehearse FILE… [--config DIR] [--dialogs DIR]");
            return 2;
        }
        var data = RehearsalData.Load(folders);
        var failed = 0;
        foreach (var file in files.SelectMany(FilesOf))
        {
            var difference = await PlayAsync(data, file);
            if (difference is not null) failed++;
            await output.WriteLineAsync(difference is null ? $"ok   {file}" : $"FAIL {file}:{difference.Line}: {difference.Text}");
        }
        await output.WriteLineAsync($"{files.SelectMany(FilesOf).Count() - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Plays one file on a fresh temporary database.</summary>
    public static async Task<TalkDifference?> PlayAsync(RehearsalData data, string file)
    {
        var folder = Directory.CreateTempSubdirectory("chatgrid-rehearsal-");
        try
        {
            var talk = Talk.Parse(await File.ReadAllTextAsync(file));
            await using var player = new TalkPlayer(data, Path.Combine(folder.FullName, "rehearsal.db"));
            return await player.PlayAsync(talk);
        }
        catch (TalkFormatException e)
        {
            return new(e.Line, e.Message);
        }
        catch (IOException e)
        {
            return new(0, e.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.chat", SearchOption.AllDirectories).Order() : [path];
}

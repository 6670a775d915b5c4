namespace ChatGrid.Grids;

/// <summary>Looks which folders have changed since they were last read, and reads those parts anew; a broken edit leaves the last good state.</summary>
public sealed partial class ReloadRound
{
    private const int MostLogged = 20;

    private readonly IReadOnlyList<Reloader> _reloaders;
    private readonly ReloadState _state;
    private readonly ILogger<ReloadRound> _logger;
    private readonly Dictionary<string, int> _read;

    public ReloadRound(IEnumerable<Reloader> reloaders, ReloadState state, ILogger<ReloadRound> logger)
    {
        _reloaders = [.. reloaders];
        _state = state;
        _logger = logger;
        _read = Stamps();
    }

    public IReadOnlyList<string> Folders => [.. _read.Keys];

    public bool HasChanges() => Changed(Stamps()).Count > 0;

    /// <summary>One number for all folders as they are now, to see whether an edit is still going on.</summary>
    public int Stamp()
    {
        var all = new HashCode();
        foreach (var stamp in Stamps().OrderBy(stamp => stamp.Key, StringComparer.Ordinal)) all.Add(stamp.Value);
        return all.ToHashCode();
    }

    /// <summary>Reads anew what changed, and what is broken: the other half of an edit may have mended it.</summary>
    public void Run()
    {
        var now = Stamps();
        var changed = Changed(now);
        if (changed.Count == 0) return;
        foreach (var (folder, stamp) in now) _read[folder] = stamp;
        foreach (var reloader in _reloaders.Where(r => _state.IsBroken(r.Name) || r.Folders.Any(changed.Contains))) Read(reloader);
    }

    private void Read(Reloader reloader)
    {
        var problems = Try(reloader);
        _state.Note(reloader.Name, problems);
        if (problems.Count == 0) LogRead(reloader.Name);
        else LogBroken(reloader.Name, problems.Count);
        foreach (var problem in problems.Take(MostLogged)) LogProblem(problem.File, problem.Line, problem.Text);
    }

    private IReadOnlyList<Problem> Try(Reloader reloader)
    {
        try
        {
            return reloader.TryReload();
        }
#pragma warning disable CA1031 // Whatever somebody wrote into a file, the program goes on with what it has.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFault(reloader.Name, error);
            return [new Problem(reloader.Folder, 1, "cannot be read: " + error.Message)];
        }
    }

    private Dictionary<string, int> Stamps() =>
        _reloaders.SelectMany(reloader => reloader.Folders).Distinct().ToDictionary(folder => folder, FolderStamp.Of);

    private HashSet<string> Changed(Dictionary<string, int> now) =>
        [.. now.Where(folder => _read[folder.Key] != folder.Value).Select(folder => folder.Key)];

    [LoggerMessage(Level = LogLevel.Information, Message = "{Part} was edited and is in force")]
    private partial void LogRead(string part);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Part} was edited and has {Count} problems; what was read before stays in force")]
    private partial void LogBroken(string part, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}:{Line}: {Text}")]
    private partial void LogProblem(string file, int line, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Part} was edited and cannot be read")]
    private partial void LogFault(string part, Exception error);
}

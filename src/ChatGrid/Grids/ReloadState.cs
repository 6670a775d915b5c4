namespace ChatGrid.Grids;

/// <summary>A part of <c>config/</c> or <c>dialogs/</c> that was edited and cannot be used; what was read before it stays in force.</summary>
public sealed record BrokenPart(string Name, DateTimeOffset Since, IReadOnlyList<Problem> Problems);

/// <summary>What is broken now in the edited files, and since when: for the desk page.</summary>
public sealed class ReloadState(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BrokenPart> _broken = [];

    /// <summary>When something was last read anew without problems; null when nothing has been edited since the start.</summary>
    public DateTimeOffset? LastGood { get; private set; }

    public IReadOnlyList<BrokenPart> Broken
    {
        get
        {
            lock (_lock) return [.. _broken.Values.OrderBy(part => part.Since).ThenBy(part => part.Name, StringComparer.Ordinal)];
        }
    }

    public bool IsBroken(string name)
    {
        lock (_lock) return _broken.ContainsKey(name);
    }

    /// <summary>Notes how the reading of a part went: without problems it is whole again.</summary>
    public void Note(string name, IReadOnlyList<Problem> problems)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (problems.Count > 0)
            {
                _broken[name] = new BrokenPart(name, _broken.GetValueOrDefault(name)?.Since ?? now, problems);
                return;
            }
            _broken.Remove(name);
            LastGood = now;
        }
    }
}

namespace ChatGrid.Grids;

/// <summary>Reads one part of the files anew when they change.</summary>
/// <param name="Name">As the log and the desk page call it; unique.</param>
/// <param name="Folder">Any change in it or below calls <paramref name="TryReload"/>.</param>
/// <param name="TryReload">Puts the new state in force and returns no problem; or leaves the old one and returns what is wrong.</param>
public sealed record Reloader(string Name, string Folder, Func<IReadOnlyList<Problem>> TryReload)
{
    /// <summary>Further folders whose changes call it: those of the parts that it is made from.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    public IEnumerable<string> Folders => Also.Prepend(Folder);
}

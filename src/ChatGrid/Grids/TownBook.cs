namespace ChatGrid.Grids;

/// <summary>Holds the town as it stands now; a reload swaps the snapshot whole, a broken edit leaves it.</summary>
public sealed class TownBook(Town town)
{
    private volatile Town _town = town;

    public Town Now => _town;

    public void Replace(Town town) => _town = town;
}

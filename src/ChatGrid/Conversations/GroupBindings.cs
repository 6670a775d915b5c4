using ChatGrid.Grids;

namespace ChatGrid.Conversations;

/// <summary>A group chat that a channel's settings, not the town's list, bind to a grid.</summary>
/// <param name="Address">As <see cref="Conversations.Address"/> writes it; with <c>*</c> at its end, all that begin so.</param>
/// <param name="Grid">Code of the grid.</param>
public sealed record GroupBinding(string Address, string Grid)
{
    public bool Fits(string address) =>
        Address.EndsWith('*') ? address.AsSpan().StartsWith(Address.AsSpan()[..^1], StringComparison.Ordinal) : address == Address;
}

/// <summary>Which grid a group chat belongs to: by the town's list first, then by the channels' settings.</summary>
public sealed class GroupBindings(IEnumerable<GroupBinding> bindings)
{
    private readonly GroupBinding[] _bindings = [.. bindings];

    public Grid? GridOf(Town town, string address)
    {
        if (town.GridOfGroup(address) is { } grid) return grid;
        foreach (var binding in _bindings)
        {
            if (binding.Fits(address)) return town.GridByCode(binding.Grid);
        }
        return null;
    }

    /// <exception cref="InvalidDataException">A binding names a grid that the town does not have.</exception>
    public void Check(Town town)
    {
        if (_bindings.FirstOrDefault(b => town.GridByCode(b.Grid) is null) is { } wrong)
            throw new InvalidDataException($"The settings bind the group '{wrong.Address}' to the grid '{wrong.Grid}', which config/town/grids.yaml does not have; write the code (编码) of a grid.");
    }
}

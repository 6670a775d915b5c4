using System.Collections.Concurrent;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Understanding;

namespace ChatGrid.Conversations;

/// <summary>Who speaks in a turn.</summary>
/// <param name="Id">The person's id in the town's list, or the private address of an account it does not know.</param>
public sealed record Speaker(string Id, string Name, Person? Known)
{
    public SenderRole RoleForReading => Known switch
    {
        null => SenderRole.Resident,
        { } p when p.Is(Role.Gridworker) || p.Is(Role.MicroGridworker) => SenderRole.Gridworker,
        { } p when p.Is(Role.Station) => SenderRole.Station,
        { IsStaff: true } => SenderRole.Leader,
        { } p when p.Is(Role.Volunteer) => SenderRole.Volunteer,
        _ => SenderRole.Resident,
    };
}

/// <summary>Knows which account is which person. A name gives no rights: only a code-bound account, or a channel that vouches for its ids, does.</summary>
public sealed class Speakers(ContactStore contacts, ChannelRegister channels)
{
    private readonly ConcurrentDictionary<(string Channel, string ExternalId), string> _links = new();
    private readonly ConcurrentDictionary<string, Address> _addresses = new();

    /// <summary>Reads the bound accounts; called at start and after each binding.</summary>
    public async Task LoadAsync(Database database)
    {
        foreach (var link in await database.ReadAsync(contacts.LinksAsync))
        {
            _links[(link.Channel, link.ExternalId)] = link.Person;
            _addresses[link.Person] = Address.Private(link.Channel, link.ExternalId);
        }
    }

    public Speaker Resolve(Town town, string channel, Sender sender)
    {
        if (_links.TryGetValue((channel, sender.Id), out var linked) && town.PersonById(linked) is { } bound)
            return new(bound.Id, bound.Name, bound);
        if (channels.VouchesForIds(channel) && town.PersonById(sender.Id) is { } known)
            return new(known.Id, known.Name, known);
        return new(Address.Private(channel, sender.Id).ToString(), sender.Name, null);
    }

    /// <summary>Where a person is written to privately.</summary>
    public Address PrivateAddress(string personId)
    {
        if (personId.Contains('/', StringComparison.Ordinal)) return Address.Parse(personId);
        return _addresses.TryGetValue(personId, out var address) ? address : Address.Private(channels.Default, personId);
    }
}

/// <summary>The channels that this program has.</summary>
public sealed class ChannelRegister(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(c => c.Instance);

    public IReadOnlyCollection<IChannel> All => _channels.Values;
    public IChannel? Find(string instance) => _channels.GetValueOrDefault(instance);

    /// <summary>Where people of the town's list are written to who have bound no other account.</summary>
    public string Default => _channels.Values.FirstOrDefault(c => c.Capabilities.VouchesForIds)?.Instance ?? _channels.Keys.First();

    public bool VouchesForIds(string instance) => Find(instance)?.Capabilities.VouchesForIds ?? false;
}

using System.Collections.Concurrent;
using ChatGrid.Conversations;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Which browser accounts have been bound to people of the town's list. Whoever is bound on two devices has one private chat.</summary>
public sealed class BoundAccounts(Database database, ContactStore contacts)
{
    private readonly ConcurrentDictionary<string, string> _people = new();
    private volatile bool _loaded;

    /// <summary>The town's person whose account it is, else the account itself.</summary>
    public async ValueTask<string> PersonOfAsync(string account)
    {
        if (!_loaded) await LoadAsync();
        return _people.GetValueOrDefault(account, account);
    }

    /// <summary>Called when something has been bound; running twice at once does no harm.</summary>
    public async Task LoadAsync()
    {
        foreach (var link in await database.ReadAsync(contacts.LinksAsync))
        {
            if (link.Channel == ChatConversations.Channel) _people[link.ExternalId] = link.Person;
        }
        _loaded = true;
    }
}

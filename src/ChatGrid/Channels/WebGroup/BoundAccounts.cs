using System.Collections.Concurrent;
using ChatGrid.Conversations;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Which browser accounts have been bound to people of the town's list. Whoever is bound on two devices has one private chat.</summary>
public sealed class BoundAccounts(Database database, ContactStore contacts)
{
    private readonly ConcurrentDictionary<string, string> _people = new();
    private readonly SemaphoreSlim _loading = new(1);
    private volatile bool _loaded;

    /// <summary>The town's person whose account it is, else the account itself.</summary>
    public async ValueTask<string> PersonOfAsync(string account)
    {
        if (!_loaded) await LoadAsync();
        return _people.GetValueOrDefault(account, account);
    }

    /// <summary>Called when something has been bound.</summary>
    public async Task LoadAsync()
    {
        await _loading.WaitAsync();
        try
        {
            foreach (var link in await database.ReadAsync(contacts.LinksAsync))
            {
                if (link.Channel == ChatConversations.Channel) _people[link.ExternalId] = link.Person;
            }
            _loaded = true;
        }
        finally
        {
            _loading.Release();
        }
    }
}

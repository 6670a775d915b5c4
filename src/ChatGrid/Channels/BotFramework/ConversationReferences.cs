using System.Collections.Concurrent;
using ChatGrid.Conversations;
using ChatGrid.Storage;

namespace ChatGrid.Channels.BotFramework;

/// <summary>Where a conversation is answered to.</summary>
public sealed record ConversationReference
{
    /// <summary>The core's address of it (<see cref="Conversations.Address"/>).</summary>
    public string Address { get; init; } = "";
    public string ConversationId { get; init; } = "";
    /// <summary>Of the connector, without a slash at its end.</summary>
    public string ServiceUrl { get; init; } = "";
    public string BotId { get; init; } = "";
    public string BotName { get; init; } = "";
}

/// <summary>All conversations that have spoken to the bot, in memory and in their table.</summary>
public sealed class ConversationReferences(Database database, ConversationReferenceStore store)
{
    private readonly ConcurrentDictionary<string, ConversationReference> _known = new();

    public ConversationReference? Find(Address address) => _known.GetValueOrDefault(address.ToString());

    /// <summary>Reads them; called once before the start.</summary>
    public async Task LoadAsync()
    {
        foreach (var reference in await database.ReadAsync(store.AllAsync)) _known[reference.Address] = reference;
    }

    /// <summary>Writes it down when it is new or has changed.</summary>
    public async ValueTask RememberAsync(ConversationReference reference)
    {
        if (_known.TryGetValue(reference.Address, out var known) && known == reference) return;
        await database.WriteAsync(session => store.SaveAsync(session, reference));
        _known[reference.Address] = reference;
    }
}

/// <summary>All SQL of <c>botframework_conversations</c>.</summary>
public sealed class ConversationReferenceStore
{
    private const string AllSql = "SELECT address AS Address, conversation_id AS ConversationId, service_url AS ServiceUrl, bot_id AS BotId, bot_name AS BotName FROM botframework_conversations";
    private const string UpdateSql = "UPDATE botframework_conversations SET conversation_id = @ConversationId, service_url = @ServiceUrl, bot_id = @BotId, bot_name = @BotName WHERE address = @Address";
    private const string InsertSql = "INSERT INTO botframework_conversations (address, conversation_id, service_url, bot_id, bot_name) VALUES (@Address, @ConversationId, @ServiceUrl, @BotId, @BotName)";

    public Task<IReadOnlyList<ConversationReference>> AllAsync(Session session) => session.ListAsync<ConversationReference>(AllSql);

    public async Task SaveAsync(Session session, ConversationReference reference)
    {
        if (await session.ExecuteAsync(UpdateSql, reference) == 0) await session.ExecuteAsync(InsertSql, reference);
    }
}

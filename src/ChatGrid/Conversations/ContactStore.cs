using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>Somebody the town's list does not know, of whom a ticket or an open question made us remember where they speak.</summary>
public sealed record Contact
{
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>The group chat they last asked something in.</summary>
    public string Conversation { get; init; } = "";
}

/// <summary>All SQL of <c>contacts</c> and <c>identities</c>: who somebody is on a channel.</summary>
public sealed class ContactStore
{
    private const string FindSql = "SELECT person AS Person, name AS Name, conversation AS Conversation FROM contacts WHERE person = @Person";
    private const string UpdateSql = "UPDATE contacts SET name = @Name, conversation = @Conversation WHERE person = @Person";
    private const string InsertSql = "INSERT INTO contacts (person, name, conversation) VALUES (@Person, @Name, @Conversation)";
    private const string LinksSql = "SELECT channel AS Channel, external_id AS ExternalId, person AS Person FROM identities";
    private const string UnlinkSql = "DELETE FROM identities WHERE channel = @Channel AND external_id = @ExternalId";
    private const string LinkSql = "INSERT INTO identities (channel, external_id, person, linked_at) VALUES (@Channel, @ExternalId, @Person, @At)";

    public Task<Contact?> FindAsync(Session session, string person) =>
        session.FirstOrDefaultAsync<Contact>(FindSql, new { Person = person });

    public async Task RememberAsync(Session session, Contact contact)
    {
        if (await session.ExecuteAsync(UpdateSql, contact) == 0) await session.ExecuteAsync(InsertSql, contact);
    }

    public Task<IReadOnlyList<Identity>> LinksAsync(Session session) => session.ListAsync<Identity>(LinksSql);

    public async Task LinkAsync(Session session, Identity identity, DateTimeOffset now)
    {
        await session.ExecuteAsync(UnlinkSql, identity);
        await session.ExecuteAsync(LinkSql, new { identity.Channel, identity.ExternalId, identity.Person, At = now });
    }
}

/// <summary>A platform account that has been bound to a person of the town's list by a one-time code.</summary>
public sealed record Identity
{
    public string Channel { get; init; } = "";
    public string ExternalId { get; init; } = "";
    public string Person { get; init; } = "";
}

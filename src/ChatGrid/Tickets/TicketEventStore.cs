using ChatGrid.Storage;

namespace ChatGrid.Tickets;

/// <summary>All SQL of <c>ticket_events</c> (append only) and <c>ticket_people</c>.</summary>
public sealed class TicketEventStore
{
    private const string InsertSql = "INSERT INTO ticket_events (id, ticket_id, at, kind, person, detail, message_key) VALUES (@Id, @TicketId, @At, @Kind, @Person, @Detail, @MessageKey)";
    private const string OfTicketSql = "SELECT id AS Id, ticket_id AS TicketId, at AS At, kind AS Kind, person AS Person, detail AS Detail, message_key AS MessageKey FROM ticket_events WHERE ticket_id = @TicketId ORDER BY at, id";
    private const string WipeSql = "UPDATE ticket_events SET detail = '' WHERE ticket_id = @TicketId AND kind IN (0, 11)";
    private const string JoinSql = "INSERT INTO ticket_people (ticket_id, person, name, joined_at) VALUES (@TicketId, @Person, @Name, @JoinedAt)";
    private const string LeaveSql = "DELETE FROM ticket_people WHERE ticket_id = @TicketId AND person = @Person";
    private const string PeopleSql = "SELECT ticket_id AS TicketId, person AS Person, name AS Name, joined_at AS JoinedAt FROM ticket_people WHERE ticket_id = @TicketId ORDER BY joined_at, person";

    public Task AddAsync(Session session, TicketEvent happened) => session.ExecuteAsync(InsertSql, happened);

    public Task<IReadOnlyList<TicketEvent>> OfTicketAsync(Session session, Guid ticketId) =>
        session.ListAsync<TicketEvent>(OfTicketSql, new { TicketId = ticketId });

    /// <summary>The sender took the message back: what it said is wiped from the timeline, that it was there stays.</summary>
    public Task WipeAsync(Session session, Guid ticketId) => session.ExecuteAsync(WipeSql, new { TicketId = ticketId });

    public Task AddPersonAsync(Session session, TicketPerson person) => session.ExecuteAsync(JoinSql, person);

    public Task RemovePersonAsync(Session session, Guid ticketId, string person) => session.ExecuteAsync(LeaveSql, new { TicketId = ticketId, Person = person });

    public Task<IReadOnlyList<TicketPerson>> PeopleAsync(Session session, Guid ticketId) =>
        session.ListAsync<TicketPerson>(PeopleSql, new { TicketId = ticketId });
}

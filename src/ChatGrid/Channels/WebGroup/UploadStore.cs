using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A stored photo and the conversation that may see it.</summary>
public sealed record Upload
{
    public string Id { get; init; } = "";
    public string Conversation { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long Bytes { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>All SQL of <c>webgroup_uploads</c>.</summary>
public sealed class UploadStore
{
    private const string Columns = "id AS Id, conversation AS Conversation, content_type AS ContentType, bytes AS Bytes, at AS At";
    private const string InsertSql = "INSERT INTO webgroup_uploads (id, conversation, content_type, bytes, at) VALUES (@Id, @Conversation, @ContentType, @Bytes, @At)";
    private const string FindSql = $"SELECT {Columns} FROM webgroup_uploads WHERE id = @Id";
    private const string OldSql = $"SELECT {Columns} FROM webgroup_uploads WHERE at < @Before ORDER BY at";
    private const string DeleteSql = "DELETE FROM webgroup_uploads WHERE id = @Id";

    public Task AddAsync(Session session, Upload upload) => session.ExecuteAsync(InsertSql, upload);

    public Task<Upload?> FindAsync(Session session, string id) => session.FirstOrDefaultAsync<Upload>(FindSql, new { Id = id });

    public Task<IReadOnlyList<Upload>> OldAsync(Session session, DateTimeOffset before) => session.ListAsync<Upload>(session.Limited(OldSql, 500), new { Before = before });

    public Task DeleteAsync(Session session, string id) => session.ExecuteAsync(DeleteSql, new { Id = id });
}

using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Somebody who joined a group by a nickname, known again by a cookie.</summary>
public sealed record Member
{
    public string Person { get; init; } = "";
    public string Name { get; init; } = "";
    public string Grid { get; init; } = "";
    public string KeyHash { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }
}

/// <summary>All SQL of <c>webgroup_members</c>.</summary>
public sealed class MemberStore
{
    private const string InsertSql = "INSERT INTO webgroup_members (person, name, grid, key_hash, joined_at) VALUES (@Person, @Name, @Grid, @KeyHash, @JoinedAt)";
    private const string RenameSql = "UPDATE webgroup_members SET name = @Name WHERE person = @Person";
    private const string FindSql = "SELECT person AS Person, name AS Name, grid AS Grid, key_hash AS KeyHash, joined_at AS JoinedAt FROM webgroup_members WHERE person = @Person";

    public Task AddAsync(Session session, Member member) => session.ExecuteAsync(InsertSql, member);

    public Task RenameAsync(Session session, string person, string name) => session.ExecuteAsync(RenameSql, new { Person = person, Name = name });

    public Task<Member?> FindAsync(Session session, string person) => session.FirstOrDefaultAsync<Member>(FindSql, new { Person = person });
}

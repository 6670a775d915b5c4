using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>All SQL of <c>binding_codes</c>.</summary>
public sealed class BindingCodeStore
{
    private const string ForgetSql = "DELETE FROM binding_codes WHERE person = @Person OR expires_at <= @Now";
    private const string InsertSql = "INSERT INTO binding_codes (code_hash, person, expires_at) VALUES (@Hash, @Person, @ExpiresAt)";
    private const string FindSql = "SELECT person FROM binding_codes WHERE code_hash = @Hash AND expires_at > @Now";
    private const string UseSql = "DELETE FROM binding_codes WHERE code_hash = @Hash AND expires_at > @Now";

    /// <summary>A person has one code at a time.</summary>
    public async Task AddAsync(Session session, string hash, string person, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        await session.ExecuteAsync(ForgetSql, new { Person = person, Now = now });
        await session.ExecuteAsync(InsertSql, new { Hash = hash, Person = person, ExpiresAt = expiresAt });
    }

    /// <returns>Whose code it was; null when it is unknown, used or too old.</returns>
    public async Task<string?> UseAsync(Session session, string hash, DateTimeOffset now)
    {
        var person = await session.FirstOrDefaultAsync<string>(FindSql, new { Hash = hash, Now = now });
        return person is not null && await session.ExecuteAsync(UseSql, new { Hash = hash, Now = now }) == 1 ? person : null;
    }
}

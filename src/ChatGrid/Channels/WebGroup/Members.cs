using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Who somebody is in the chat, as others see them.</summary>
/// <param name="Account">The browser's own account; equal to the id unless it has been bound to a person of the town's list.</param>
public sealed record Me(string Id, string Name, string Account);

/// <summary>People who joined by a nickname: known again by the key in their browser's cookie, of which only a hash is kept.</summary>
public sealed class Members(Database database, MemberStore store, BoundAccounts accounts, TownBook towns, TimeProvider clock)
{
    public const string Cookie = "cg";
    private const int MostCached = 20_000;
    private readonly ConcurrentDictionary<string, Member> _cache = new();

    /// <returns>Null when the cookie is none of ours.</returns>
    public async Task<Me?> FindAsync(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: < 200 } cookie || cookie.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)) return null;
        if (await CachedAsync(cookie[..dot]) is not { } member) return null;
        var isKey = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(cookie[(dot + 1)..])), Encoding.ASCII.GetBytes(member.KeyHash));
        return isKey ? await MeAsync(member) : null;
    }

    /// <summary>Joins by a nickname; who has joined already is only called differently from now on.</summary>
    public async Task<Me> JoinAsync(HttpContext context, string grid, string nickname)
    {
        if (await FindAsync(context) is { } me)
        {
            await database.WriteAsync(s => store.RenameAsync(s, me.Account, nickname));
            _cache.TryRemove(me.Account, out _);
            return (await MeAsync((await CachedAsync(me.Account))!))!;
        }
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var person = "w_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        var member = new Member { Person = person, Name = nickname, Grid = grid, KeyHash = HashOf(key), JoinedAt = clock.GetUtcNow() };
        await database.WriteAsync(s => store.AddAsync(s, member));
        context.Response.Cookies.Append(Cookie, $"{person}.{key}", new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), Path = "/" });
        return (await MeAsync(member))!;
    }

    private async Task<Me?> MeAsync(Member member)
    {
        var id = await accounts.PersonOfAsync(member.Person);
        if (id == member.Person) return new(id, member.Name, member.Person);
        return towns.Now.PersonById(id) is { } person ? new(id, person.Name, member.Person) : new(member.Person, member.Name, member.Person);
    }

    private async Task<Member?> CachedAsync(string person)
    {
        if (_cache.TryGetValue(person, out var cached)) return cached;
        if (await database.ReadAsync(s => store.FindAsync(s, person)) is not { } member) return null;
        if (_cache.Count > MostCached) _cache.Clear();
        return _cache[person] = member;
    }

    private static string HashOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ChatGrid.Desk;

/// <summary>Who may see the staff page: with a password whoever knows it, without one this machine only. Wrong tries are slowed down.</summary>
public sealed class DeskAccess(DeskOptions options, TimeProvider clock)
{
    private const string Cookie = "desk";
    private const int FreeTries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    // A new key at each start: signing in again after an upgrade is little trouble, a stolen key would be much.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private int _wrong;
    private DateTimeOffset _closedUntil;

    public bool AsksPassword => options.Password is not null;

    public bool LetsIn(HttpContext context) => options.Password is null ? IsLocal(context)
        : context.Request.Cookies[Cookie] is { } cookie && Equal(cookie, Token("session"));

    /// <returns>False for a wrong password, and for any while too many were wrong.</returns>
    public bool SignIn(HttpContext context, string? password)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (now < _closedUntil) return false;
            if (options.Password is null || password is null || !Equal(password, options.Password))
            {
                if (++_wrong >= FreeTries) (_wrong, _closedUntil) = (0, now + Pause);
                return false;
            }
            _wrong = 0;
        }
        context.Response.Cookies.Append(Cookie, Token("session"), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/desk" });
        return true;
    }

    /// <summary>Stands in every form, so that no other page can press the desk's buttons.</summary>
    public string FormToken => Token("form");

    public bool IsFormToken(string? token) => token is not null && Equal(token, FormToken);

    private string Token(string use) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(use)));

    private static bool IsLocal(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static bool Equal(string one, string other) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Keeps the demo, in which anybody can be anybody, to this machine; with <c>--lan</c> also to browsers that have entered the code of this start.</summary>
public sealed class DemoGate(WebGroupOptions options, WebGroupStart start, SigningKey key, TimeProvider clock)
{
    public const string Cookie = "cglan";
    public const string Path = "/lan";
    private readonly PersonRates _attempts = new(new Rate(true, 10, TimeSpan.FromMinutes(5)), clock);

    public bool IsDemo => options.Demo == true;
    public bool IsLan => start.Lan;

    /// <summary>Printed at the start, entered once per browser.</summary>
    public string Code { get; } = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    public bool LetsIn(HttpContext context) => !IsDemo || IsLocal(context) || (IsLan && HasCookie(context));

    /// <summary>Enters the code; a right one sets the cookie.</summary>
    /// <returns>False when it is wrong or was tried too often.</returns>
    public bool Enter(HttpContext context, string code)
    {
        if (!IsLan || _attempts.Take(context.Connection.RemoteIpAddress?.ToString() ?? "") > TimeSpan.Zero) return false;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code.Trim()), Encoding.UTF8.GetBytes(Code))) return false;
        context.Response.Cookies.Append(Cookie, Proof, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(30), Path = "/" });
        return true;
    }

    private string Proof => key.Hash("lan", Code);

    private bool HasCookie(HttpContext context) => context.Request.Cookies[Cookie] is { } shown
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Proof));

    // The host too: a page from elsewhere can make its own name point to this machine (DNS rebinding). What a proxy hands on is from elsewhere.
    private static bool IsLocal(HttpContext context) =>
        !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && (context.Request.Host.Host is "localhost" or "" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}

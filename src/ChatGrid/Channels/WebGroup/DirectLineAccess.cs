using System.Security.Cryptography;
using System.Text;
using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Whether a request may speak in a conversation, or why not.</summary>
/// <param name="Token">Without a person when the secret itself was shown.</param>
public sealed record Admission(ChatConversation? Conversation, ChatToken? Token, Refusal? Refusal);

/// <summary>Checks who asks: a token of the conversation, or the secret.</summary>
public sealed class DirectLineAccess(ChatTokens tokens, ChatConversations conversations, DirectLineSecret secret)
{
    private const string Bearer = "Bearer ";

    public bool HasSecret(HttpContext context) => secret.Is(Shown(context));

    /// <returns>Null when there is no good token.</returns>
    public ChatToken? Token(HttpContext context) => tokens.Check(Shown(context));

    public Admission Admit(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["conversation"]!;
        var shown = Shown(context);
        var token = tokens.Check(shown);
        if (token is null && secret.Is(shown)) token = new(id, "", "", true);
        if (token is null) return new(null, null, Refusal.TokenExpired);
        if (conversations.Find(id) is not { } conversation) return new(null, null, Refusal.ConversationNotFound);
        return token.Conversation == id ? new(conversation, token, null) : new(null, null, Refusal.OtherConversation);
    }

    // A WebSocket and a picture cannot carry the header.
    private static ReadOnlySpan<char> Shown(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header.AsSpan(Bearer.Length).Trim();
        return context.Request.Query["t"].ToString();
    }
}

/// <summary>What a program shows to be given tokens: from the settings, else made once and kept in the data folder.</summary>
public sealed class DirectLineSecret(string secret)
{
    public const string FileName = "directline-secret.txt";
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public bool Is(ReadOnlySpan<char> shown)
    {
        if (shown.Length is 0 or > 500) return false;
        Span<byte> bytes = stackalloc byte[shown.Length * 3];
        var length = Encoding.UTF8.GetBytes(shown, bytes);
        return CryptographicOperations.FixedTimeEquals(bytes[..length], _secret);
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Who asks, and for which conversation: what a token proves.</summary>
/// <param name="Conversation">Direct Line id of the one conversation that the token opens.</param>
/// <param name="Trusted">Made with the secret by a program, which is not held to a person's rate.</param>
public sealed record ChatToken(string Conversation, string Person, string Name, bool Trusted);

/// <summary>Makes and checks tokens: signed JWTs (HS256), since clients look into them, good for half an hour.</summary>
public sealed class ChatTokens(SigningKey key, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private const string Header = "eyJhbGciOiJIUzI1NiJ9."; // {"alg":"HS256"}

    public string Make(ChatToken token)
    {
        var payload = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(payload, ActivityText.Options))
        {
            json.WriteStartObject();
            json.WriteString("conv", token.Conversation);
            json.WriteString("user", token.Person);
            json.WriteString("name", token.Name);
            if (token.Trusted) json.WriteBoolean("trusted", true);
            json.WriteNumber("exp", (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
            json.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6)));
            json.WriteEndObject();
        }
        var signed = Header + Base64Url.EncodeToString(payload.WrittenSpan);
        Span<byte> signature = stackalloc byte[SigningKey.Size];
        key.Sign(Encoding.ASCII.GetBytes(signed), signature);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <returns>Null when the token is forged, broken or too old.</returns>
    public ChatToken? Check(ReadOnlySpan<char> token)
    {
        var end = token.LastIndexOf('.');
        if (token.Length > 2000 || end <= Header.Length || !token.StartsWith(Header, StringComparison.Ordinal)) return null;
        Span<byte> signature = stackalloc byte[SigningKey.Size];
        // Decoding throws at a character that is none of the alphabet, so that is looked at first.
        var shown = token[(end + 1)..];
        if (!Base64Url.IsValid(shown) || !Base64Url.TryDecodeFromChars(shown, signature, out var length) || length != SigningKey.Size) return null;
        Span<byte> signed = stackalloc byte[end];
        if (Encoding.UTF8.GetByteCount(token[..end]) != end) return null;
        Encoding.UTF8.GetBytes(token[..end], signed);
        return key.IsSigned(signed, signature) ? Read(signed[Header.Length..]) : null;
    }

    private ChatToken? Read(ReadOnlySpan<byte> encoded)
    {
        var json = new byte[encoded.Length];
        var length = Base64Url.DecodeFromUtf8(encoded, json);
        using var document = JsonDocument.Parse(json.AsMemory(0, length));
        var root = document.RootElement;
        if (root.GetProperty("exp").GetInt64() <= clock.GetUtcNow().ToUnixTimeSeconds()) return null;
        return new(root.GetProperty("conv").GetString()!, root.GetProperty("user").GetString()!, root.GetProperty("name").GetString()!,
            root.TryGetProperty("trusted", out _));
    }
}

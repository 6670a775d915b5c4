using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The key that tokens, cookies and codes of the group chat are signed with; made once and kept in the data folder.</summary>
public sealed class SigningKey
{
    public const int Size = 32;
    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    /// <summary>Reads <c>webgroup.key</c>, or makes it.</summary>
    public static SigningKey Load(string dataFolder) =>
        new(Base64Url.DecodeFromChars(KeptSecret.Load(dataFolder, "webgroup.key")));

    public static SigningKey Random() => new(RandomNumberGenerator.GetBytes(Size));

    public void Sign(ReadOnlySpan<byte> data, Span<byte> signature) => HMACSHA256.HashData(_key, data, signature);

    public bool IsSigned(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> own = stackalloc byte[Size];
        Sign(data, own);
        return CryptographicOperations.FixedTimeEquals(own, signature);
    }

    /// <summary>A keyed hash of something short, which cannot be guessed back without the key.</summary>
    /// <param name="purpose">Keeps hashes of different things apart.</param>
    public string Hash(string purpose, string text)
    {
        Span<byte> own = stackalloc byte[Size];
        Sign(Encoding.UTF8.GetBytes($"{purpose}\n{text}"), own);
        return Base64Url.EncodeToString(own);
    }
}

/// <summary>A random secret in a file that only this program's account may read.</summary>
public static class KeptSecret
{
    public static string Load(string dataFolder, string name)
    {
        var path = Path.Combine(dataFolder, name);
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        Directory.CreateDirectory(dataFolder);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SigningKey.Size));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(secret);
        return secret;
    }
}

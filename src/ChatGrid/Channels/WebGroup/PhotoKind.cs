namespace ChatGrid.Channels.WebGroup;

/// <summary>The kinds of picture that the chat takes, told by their first bytes and never by their name.</summary>
public sealed record PhotoKind(string ContentType, string Extension)
{
    public static readonly PhotoKind Jpeg = new("image/jpeg", ".jpg");
    public static readonly PhotoKind Png = new("image/png", ".png");
    public static readonly PhotoKind Gif = new("image/gif", ".gif");
    public static readonly PhotoKind Webp = new("image/webp", ".webp");

    /// <returns>Null when it is no picture of these kinds.</returns>
    public static PhotoKind? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return Jpeg;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return Png;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Gif;
        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? Webp : null;
    }

    public static PhotoKind OfContentType(string contentType) => contentType switch
    {
        "image/png" => Png,
        "image/gif" => Gif,
        "image/webp" => Webp,
        _ => Jpeg,
    };
}

using System.Buffers;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A file as it was sent, known to be a picture.</summary>
public sealed record SentPhoto(string Name, PhotoKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>An upload's parts.</summary>
public sealed record SentForm(JsonDocument Activity, IReadOnlyList<SentPhoto> Files);

/// <summary>Reads the multipart of an upload and refuses what is too large or no picture.</summary>
public sealed class PhotoForm(WebGroupOptions options, Sentences sentences)
{
    private const int MostFiles = 9;
    private const int LargestFiles = 3;
    private const int Envelope = 64 * 1024;
    private const string ActivityType = "application/vnd.microsoft.activity";

    public Refusal? TooLarge(HttpContext context)
    {
        // The page makes photos small; a few as large as they may be are held in memory, nine are not.
        var most = ((long)LargestFiles * options.PhotoBytes) + Envelope;
        JsonBody.Limit(context, most);
        return context.Request.ContentLength > most ? TooLargeSentence(context) : null;
    }

    public async Task<(SentForm? Form, Refusal? Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary)
            return (null, Refusal.BadArgument("the body is no multipart/form-data"));
        try
        {
            return await ReadPartsAsync(context, new MultipartReader(boundary, context.Request.Body), cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException and not BadHttpRequestException { StatusCode: 413 })
        {
            return (null, Refusal.BadSyntax with { Message = "the multipart body or its activity cannot be read" });
        }
        catch (BadHttpRequestException)
        {
            return (null, TooLargeSentence(context));
        }
    }

    private async Task<(SentForm? Form, Refusal? Problem)> ReadPartsAsync(HttpContext context, MultipartReader parts, CancellationToken cancellationToken)
    {
        JsonDocument? activity = null;
        var files = new List<SentPhoto>();
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            var isActivity = part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true;
            var bytes = await ReadPartAsync(part.Body, isActivity ? Envelope : options.PhotoBytes, cancellationToken);
            if (bytes is null || files.Count == MostFiles) return (null, TooLargeSentence(context));
            if (isActivity) activity = JsonDocument.Parse(bytes.Value);
            else if (PhotoKind.Of(bytes.Value.Span) is { } kind) files.Add(new(part.AsFileSection()?.FileName ?? "", kind, bytes.Value));
            else return (null, new(415, "UnsupportedMediaType", sentences.Say(context, "webgroup-photo-kind")));
        }
        return files.Count == 0
            ? (null, Refusal.Missing("file"))
            : (new(activity ?? JsonDocument.Parse("""{"type":"message"}"""), files), null);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadPartAsync(Stream part, int most, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        for (int read; (read = await part.ReadAsync(bytes.GetMemory(32 * 1024), cancellationToken)) > 0;)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > most) return null;
        }
        return bytes.WrittenMemory;
    }

    private Refusal TooLargeSentence(HttpContext context) =>
        new(413, "MessageSizeTooBig", sentences.Say(context, "webgroup-photo-large", ("megabytes", options.PhotoBytes / (1024 * 1024))));
}

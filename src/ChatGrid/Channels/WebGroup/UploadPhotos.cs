using System.Text.Json;
using ChatGrid.Channels.Activities;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>POST conversations/{id}/upload</c>: a message with photos, as multipart of an activity and files.</summary>
public sealed class UploadPhotos(DirectLineAccess access, PostRates rates, SpeechReader reader, PhotoForm form, PhotoAlbum album, SayInChat say) : IDisposable
{
    // Each upload holds a photo in memory for a moment.
    private readonly SemaphoreSlim _room = new(4);

    public async Task HandleAsync(HttpContext context)
    {
        var admission = access.Admit(context);
        if ((admission.Refusal ?? form.TooLarge(context)) is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        await _room.WaitAsync(context.RequestAborted);
        try
        {
            await ReceiveAsync(context, admission);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task ReceiveAsync(HttpContext context, Admission admission)
    {
        var (sent, problem) = await form.ReadAsync(context);
        if (problem is not null)
        {
            await context.RefuseAsync(problem);
            return;
        }
        using var activity = sent!.Activity;
        var (speech, wrong) = reader.Read(admission, activity.RootElement);
        if (wrong is null && speech!.Posted.Type != "message") wrong = Refusal.BadArgument("only a message can have photos");
        wrong ??= reader.CheckText(speech!, mayBeEmpty: true);
        if (wrong is null && rates.Take(speech!.By) is { } wait && wait > TimeSpan.Zero) wrong = reader.TooFast(speech, wait);
        if (wrong is not null) await context.RefuseAsync(wrong);
        else await SayAsync(context, speech!, sent.Files);
    }

    private async Task SayAsync(HttpContext context, Speech speech, IReadOnlyList<SentPhoto> files)
    {
        var photos = new List<Photo>();
        foreach (var file in files) photos.Add(await album.KeepAsync(speech.Conversation.Id, file.Name, file.Kind, file.Bytes));
        var appended = await say.HandleAsync(await reader.WithQuoteAsync(speech) with { Photos = photos }, context.RequestAborted);
        if (!appended.IsNew)
        {
            foreach (var photo in photos) await album.DropAsync(photo.Id); // Tried again: the first ones are shown.
        }
        await context.AnswerIdAsync(appended.Id);
    }
}

/// <summary>A file as it was sent, known to be a picture.</summary>
public sealed record SentPhoto(string Name, PhotoKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>An upload's parts.</summary>
public sealed record SentForm(JsonDocument Activity, IReadOnlyList<SentPhoto> Files);

/// <summary>Reads the multipart of an upload and refuses what is too large or no picture.</summary>
public sealed class PhotoForm(WebGroupOptions options, Sentences sentences)
{
    private const int MostFiles = 9;
    private const int Envelope = 64 * 1024;
    private const string ActivityType = "application/vnd.microsoft.activity";

    public Refusal? TooLarge(HttpContext context)
    {
        JsonBody.Limit(context, ((long)MostFiles * options.PhotoBytes) + Envelope);
        return context.Request.ContentLength > (MostFiles * (long)options.PhotoBytes) + Envelope ? TooLargeSentence(context) : null;
    }

    public async Task<(SentForm? Form, Refusal? Problem)> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and < 200 } boundary)
            return (null, Refusal.BadArgument("the body is no multipart/form-data"));
        try
        {
            return await ReadPartsAsync(context, new MultipartReader(boundary.Value, context.Request.Body));
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

    private async Task<(SentForm? Form, Refusal? Problem)> ReadPartsAsync(HttpContext context, MultipartReader parts)
    {
        JsonDocument? activity = null;
        var files = new List<SentPhoto>();
        while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
        {
            var isActivity = part.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) == true;
            var bytes = await ReadPartAsync(part.Body, isActivity ? Envelope : options.PhotoBytes, context.RequestAborted);
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
        using var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await part.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > most) return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private Refusal TooLargeSentence(HttpContext context) =>
        new(413, "MessageSizeTooBig", sentences.Say(context, "webgroup-photo-large", ("megabytes", options.PhotoBytes / (1024 * 1024))));
}

using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>POST conversations/{id}/upload</c>: a message with photos, as multipart of an activity and files.</summary>
public sealed class UploadPhotos(DirectLineAccess access, PostRates rates, SpeechReader reader, PhotoForm form, PhotoAlbum album, SayInChat say) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
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
            // A phone that sends byte by byte must not keep the others waiting.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(Patience);
            await ReceiveAsync(context, admission, patience.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await context.RefuseAsync(new(408, "RequestTimeout", $"the photo did not come within {Patience}"));
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task ReceiveAsync(HttpContext context, Admission admission, CancellationToken patience)
    {
        var (sent, problem) = await form.ReadAsync(context, patience);
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
        var appended = await say.HandleAsync(await reader.WithQuoteAsync(speech) with { Photos = photos });
        if (!appended.IsNew)
        {
            foreach (var photo in photos) await album.DropAsync(photo.Id); // Tried again: the first ones are shown.
        }
        await context.AnswerIdAsync(appended.Id);
    }
}

using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A person's message: appended to the log, shown to all members, and heard by the bot. When it returns, all of it is stored.</summary>
public sealed class SayInChat(ActivityLog log, TurnRunner turns, Quotes quotes, WebGroupOptions options)
{
    private readonly string _mention = "@" + options.BotName;

    // Nothing here is cancelled when the client hangs up: what stands in the chat must be heard.
    public async Task<Appended> HandleAsync(Speech speech)
    {
        var key = speech.Posted.ClientId is { Length: > 0 } client ? $"{speech.By.Person}|{client}" : Guid.CreateVersion7().ToString("N");
        var appended = await log.AppendAsync(speech.Conversation.Id, new(key, speech.By.Person, PersonActivity.Members(speech, options.BotName)));
        // Also when it stood there already: a post that is tried again finishes what a crash cut off. A turn is taken once.
        var said = appended.Before is { } before ? await LoggedAsync(speech, before) : speech;
        if (said is not null) await turns.ReceiveAsync(Heard(said, appended.Id));
        return appended;
    }

    /// <summary>What was said as the chat shows it, whatever the second post says.</summary>
    /// <returns>Null when it has been taken back.</returns>
    private async ValueTask<Speech?> LoggedAsync(Speech speech, StoredActivity before)
    {
        if (before.Activity.Length == 0) return null;
        using var logged = JsonDocument.Parse(before.Activity);
        var (posted, _) = IncomingActivity.Read(logged.RootElement);
        if (posted is not { Type: "message" }) return null;
        return speech with
        {
            Posted = posted with { Root = default },
            At = before.At,
            Photos = PersonActivity.PhotosOf(logged.RootElement),
            Quote = await quotes.FindAsync(speech.Conversation.Id, posted.ReplyToId),
        };
    }

    private Inbound Heard(Speech speech, string id)
    {
        var mentions = speech.Posted.Text.Contains(_mention, StringComparison.Ordinal);
        return new()
        {
            DedupKey = id,
            Conversation = speech.Conversation.Address,
            Sender = new(speech.By.Person, speech.By.Name),
            Text = mentions ? speech.Posted.Text.Replace(_mention, "", StringComparison.Ordinal).Trim() : speech.Posted.Text,
            MentionsBot = mentions,
            Quote = speech.Quote?.Quoted,
            Media = speech.Photos.Count == 0 ? [] : [.. speech.Photos.Select(p => new Media("image", p.Url, p.Name))],
            MessageKey = id,
            ReplyTo = id,
            At = speech.At,
            Locale = speech.Posted.Locale ?? Wording.Chinese,
        };
    }
}

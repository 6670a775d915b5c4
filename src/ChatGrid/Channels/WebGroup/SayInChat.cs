using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A person's message: appended to the log, shown to all members, and heard by the bot. When it returns, all of it is stored.</summary>
public sealed class SayInChat(ActivityLog log, TurnRunner turns, WebGroupOptions options)
{
    private readonly string _mention = "@" + options.BotName;

    public async Task<Appended> HandleAsync(Speech speech, CancellationToken cancellationToken)
    {
        var key = speech.Posted.ClientId is { Length: > 0 } client ? $"{speech.By.Person}|{client}" : Guid.CreateVersion7().ToString("N");
        var appended = await log.AppendAsync(speech.Conversation.Id, new(key, speech.By.Person, PersonActivity.Members(speech, options.BotName)));
        // Also when it stood there already: a post that is tried again finishes what a crash cut off. A turn is taken once.
        await turns.ReceiveAsync(Heard(speech, appended.Id), cancellationToken);
        return appended;
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

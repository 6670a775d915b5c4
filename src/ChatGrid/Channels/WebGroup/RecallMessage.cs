using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Takes one's own message back, from the log and from what the bot made of it.</summary>
public sealed class RecallMessage(ActivityLog log, ActivityStore store, TurnRunner turns, PhotoAlbum album, WebGroupOptions options, Sentences sentences)
{
    /// <returns>Why not, or null when it has been done.</returns>
    public async Task<Refusal?> HandleAsync(Speech speech)
    {
        var conversation = speech.Conversation.Id;
        if (ActivityLog.PositionOf(conversation, speech.Posted.Id) is not { } position || await log.FindAsync(conversation, position) is not { } line)
            return Refusal.BadArgument(sentences.Say(speech.Posted.Locale, "webgroup-recall-unknown"));
        if (line.Sender != speech.By.Person) return Refusal.BadArgument(sentences.Say(speech.Posted.Locale, "webgroup-recall-others"));
        if (speech.At - line.At > options.RecallWithin)
            return Refusal.BadArgument(sentences.Say(speech.Posted.Locale, "webgroup-recall-late", ("minutes", (int)options.RecallWithin.TotalMinutes)));
        var id = ActivityLog.IdOf(conversation, position);
        var members = PersonActivity.RecallMembers(speech, options.BotName);
        await log.AppendAsync(conversation, new("recall|" + id, speech.By.Person, members, id),
            session => store.ReplaceAsync(session, conversation, position, $"{{\"id\":\"{id}\",{members}"));
        await turns.ReceiveAsync(new()
        {
            DedupKey = "recall|" + id,
            Kind = InboundKind.Recall,
            Conversation = speech.Conversation.Address,
            Sender = new(speech.By.Person, speech.By.Name),
            MessageKey = id,
            At = speech.At,
        });
        await DropPhotosAsync(line);
        return null;
    }

    private async Task DropPhotosAsync(StoredActivity line)
    {
        using var logged = JsonDocument.Parse(line.Activity);
        foreach (var photo in PersonActivity.PhotosOf(logged.RootElement)) await album.DropAsync(photo.Id);
    }
}

using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Finds the message that a post quotes in our own log, whatever the client says of it.</summary>
public sealed class Quotes(ActivityLog log)
{
    private const int MostText = 200;

    public async ValueTask<QuotedActivity?> FindAsync(string conversation, string? replyToId)
    {
        if (replyToId is null || ActivityLog.PositionOf(conversation, replyToId) is not { } position) return null;
        if (await log.FindAsync(conversation, position) is not { } line) return null;
        using var document = JsonDocument.Parse(line.Activity);
        var (activity, _) = IncomingActivity.Read(document.RootElement);
        if (activity is not { Type: "message" }) return null;
        var text = activity.Text.Length > MostText ? IncomingActivity.Shortened(activity.Text, MostText) + "…" : activity.Text;
        var key = line.Sender == ChatConversations.BotId ? line.Key : ActivityLog.IdOf(conversation, position);
        return new(ActivityLog.IdOf(conversation, position), new Quoted(key, activity.FromName, text));
    }
}

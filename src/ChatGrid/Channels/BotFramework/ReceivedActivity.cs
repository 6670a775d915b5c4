using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.BotFramework;

/// <summary>A message activity as the core hears it, and where it is answered to.</summary>
public sealed record ReceivedActivity(Inbound Inbound, ConversationReference Reference)
{
    private const int MostIdLength = 300;

    /// <returns>Null when something is wrong, which <paramref name="problem"/> then says.</returns>
    public static ReceivedActivity? Read(IncomingActivity activity, DateTimeOffset now, out string? problem)
    {
        var conversation = IncomingActivity.Member(activity.Root, "conversation");
        var conversationId = IncomingActivity.StringOf(conversation, "id") ?? "";
        var recipient = IncomingActivity.Member(activity.Root, "recipient");
        var serviceUrl = (IncomingActivity.StringOf(activity.Root, "serviceUrl") ?? "").TrimEnd('/');
        problem = Problem(activity, conversationId, serviceUrl);
        if (problem is not null) return null;
        var isGroup = IncomingActivity.StringOf(conversation, "conversationType") is { } type ? type != "personal" : IncomingActivity.Member(conversation, "isGroup").ValueKind == JsonValueKind.True;
        var address = isGroup ? Address.Group(BotFrameworkChannel.Name, conversationId) : Address.Private(BotFrameworkChannel.Name, activity.FromId);
        var botId = IncomingActivity.StringOf(recipient, "id") ?? "";
        var (text, mentioned) = WithoutMention(activity, botId);
        return new(new()
        {
            DedupKey = $"{conversationId}|{activity.Id}",
            Kind = activity.Action is null ? InboundKind.Message : InboundKind.Action,
            Conversation = address,
            Sender = new(activity.FromId, activity.FromName.Length > 0 ? activity.FromName : activity.FromId),
            Text = text,
            MentionsBot = mentioned,
            Action = activity.Action,
            MessageKey = $"{conversationId}|{activity.Id}",
            ReplyTo = activity.Id,
            At = now,
            Locale = activity.Locale ?? Wording.Chinese,
        }, new() { Address = address.ToString(), ConversationId = conversationId, ServiceUrl = serviceUrl, BotId = botId, BotName = IncomingActivity.StringOf(recipient, "name") ?? "" });
    }

    private static string? Problem(IncomingActivity activity, string conversationId, string serviceUrl) =>
        activity.Id is not { Length: > 0 and <= MostIdLength } ? "id is missing or too long"
        : conversationId.Length is 0 or > MostIdLength ? "conversation.id is missing or too long"
        : activity.FromId.Length is 0 or > MostIdLength || activity.FromId.Contains('|', StringComparison.Ordinal) ? "from.id is missing, too long or has a '|'"
        // Whoever names the address decides where tickets are sent to: without a proof it may only be this machine.
        : !Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || !url.IsLoopback || url.Scheme is not ("http" or "https") ? "serviceUrl must be on this machine while there is no authentication"
        : null;

    // Other people's mentions stay: who is named belongs to what is said.
    private static (string Text, bool Mentioned) WithoutMention(IncomingActivity activity, string botId)
    {
        if (IncomingActivity.Member(activity.Root, "entities") is not { ValueKind: JsonValueKind.Array } entities) return (activity.Text, false);
        foreach (var entity in entities.EnumerateArray())
        {
            if (IncomingActivity.StringOf(entity, "type") != "mention" || IncomingActivity.StringOf(IncomingActivity.Member(entity, "mentioned"), "id") != botId) continue;
            var words = IncomingActivity.StringOf(entity, "text");
            return (string.IsNullOrEmpty(words) ? activity.Text : activity.Text.Replace(words, "", StringComparison.Ordinal).Trim(), true);
        }
        return (activity.Text, false);
    }
}

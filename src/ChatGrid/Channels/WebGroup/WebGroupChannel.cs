using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The built-in group chat as a channel: what the bot says is appended to the chat's log, each thing once.</summary>
public sealed class WebGroupChannel(ActivityLog log, ChatConversations conversations, BoundAccounts accounts, WebGroupOptions options, TimeProvider clock) : IChannel
{
    public const string CardUpdate = "chatgrid/cardUpdate";

    public string Instance => ChatConversations.Channel;
    public Capabilities Capabilities { get; } = new() { VouchesForIds = true };

    public async Task<SendResult> SendAsync(Outbound message, CancellationToken cancellationToken)
    {
        var to = message.To.IsGroup ? message.To : message.To with { Id = await accounts.PersonOfAsync(message.To.Id) };
        var conversation = ChatConversations.IdOf(to);
        if (conversations.Find(conversation) is null) return new SendResult.Refused($"the town has no chat '{message.To}'");
        var members = message.UpdatesCard && message.Card is { } card ? CardUpdated(conversation, message.Key, card) : Said(conversation, message);
        var appended = await log.AppendAsync(conversation, new(message.Key, ChatConversations.BotId, members));
        return new SendResult.Sent(appended.Id);
    }

    /// <summary>A card that looks different now, as the event that the page redraws it by.</summary>
    public Task UpdateCardAsync(string conversation, string key, Card card) =>
        log.AppendAsync(conversation, new(key, ChatConversations.BotId, CardUpdated(conversation, key, card)));

    private string Said(string conversation, Outbound message) => ActivityText.Members((this, conversation, message), static (json, said) =>
    {
        var (channel, conversation, message) = said;
        json.WriteString("type", "message");
        channel.WriteEnvelope(json, conversation);
        BotActivity.WriteContent(json, message, channel.Capabilities.MaxButtons);
        if (message.ReplyTo is { } replyTo && ActivityLog.PositionOf(conversation, replyTo) is not null) json.WriteString("replyToId", replyTo);
        json.WriteStartObject("channelData");
        if (message.Card is { } card) json.WriteString("cardId", card.Id);
        json.WriteString("key", message.Key);
        if (message.Ticket is { } ticket) json.WriteNumber("ticket", ticket);
        json.WriteEndObject();
    });

    private string CardUpdated(string conversation, string key, Card card) => ActivityText.Members((this, conversation, key, card), static (json, update) =>
    {
        var (channel, conversation, key, card) = update;
        json.WriteString("type", "event");
        json.WriteString("name", CardUpdate);
        channel.WriteEnvelope(json, conversation);
        json.WriteStartObject("value");
        json.WriteString("cardId", card.Id);
        json.WritePropertyName("card");
        AdaptiveCard.Write(json, card, channel.Capabilities.MaxButtons);
        json.WriteEndObject();
        json.WriteStartObject("channelData");
        json.WriteString("key", key);
        json.WriteEndObject();
    });

    private void WriteEnvelope(Utf8JsonWriter json, string conversation)
    {
        json.WriteMoment("timestamp", clock.GetUtcNow());
        json.WriteString("channelId", "directline");
        json.WriteStartObject("from");
        json.WriteString("id", ChatConversations.BotId);
        json.WriteString("name", options.BotName);
        json.WriteString("role", "bot");
        json.WriteEndObject();
        json.WriteStartObject("conversation");
        json.WriteString("id", conversation);
        json.WriteEndObject();
    }
}

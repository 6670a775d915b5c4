using System.Text;
using System.Text.Json;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.Activities;

/// <summary>What the bot says as the fields of a message activity; the channel adds ids, sender and channel data.</summary>
public static class BotActivity
{
    /// <summary>The line as it is read: the mentions, then the text.</summary>
    public static string Text(Outbound message)
    {
        if (message.Mentions.Count == 0) return message.Text;
        var text = new StringBuilder();
        foreach (var mention in message.Mentions) text.Append('@').Append(mention.Name).Append(' ');
        return text.Append(message.Text).ToString();
    }

    public static void WriteContent(Utf8JsonWriter json, Outbound message, int mostButtons)
    {
        json.WriteString("text", Text(message));
        if (message.Mentions.Count > 0) WriteMentions(json, message.Mentions);
        if (message.Suggestions.Count > 0) WriteSuggestions(json, message.Suggestions);
        if (message.Card is not { } card) return;
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", AdaptiveCard.ContentType);
        json.WritePropertyName("content");
        AdaptiveCard.Write(json, card, mostButtons);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteMentions(Utf8JsonWriter json, IReadOnlyList<Mention> mentions)
    {
        json.WriteStartArray("entities");
        foreach (var mention in mentions)
        {
            json.WriteStartObject();
            json.WriteString("type", "mention");
            json.WriteStartObject("mentioned");
            json.WriteString("id", AccountOf(mention.PersonId));
            json.WriteString("name", mention.Name);
            json.WriteEndObject();
            json.WriteString("text", "@" + mention.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Somebody the town's list does not know has a private address for an id; the channel knows the account in it.
    private static string AccountOf(string personId) =>
        personId.Contains('/', StringComparison.Ordinal) ? Address.Parse(personId).Id : personId;

    private static void WriteSuggestions(Utf8JsonWriter json, IReadOnlyList<string> suggestions)
    {
        json.WriteStartObject("suggestedActions");
        json.WriteStartArray("actions");
        foreach (var suggestion in suggestions)
        {
            json.WriteStartObject();
            json.WriteString("type", "imBack");
            json.WriteString("title", suggestion);
            json.WriteString("value", suggestion);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

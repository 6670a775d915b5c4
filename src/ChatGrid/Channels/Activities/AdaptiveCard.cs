using System.Text.Json;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.Activities;

/// <summary>Draws a card as an Adaptive Card 1.4 (adaptivecards.io/explorer): title, facts and buttons.</summary>
public static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static void Write(Utf8JsonWriter json, Card card, int mostButtons)
    {
        json.WriteStartObject();
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartArray("body");
        WriteTitle(json, card.Title);
        if (card.Fields.Count > 0) WriteFacts(json, card.Fields);
        json.WriteEndArray();
        if (card.Buttons.Count > 0)
        {
            json.WriteStartArray("actions");
            foreach (var button in card.Buttons.Take(mostButtons)) WriteButton(json, card.Id, button);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteTitle(Utf8JsonWriter json, string title)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", title);
        json.WriteString("weight", "Bolder");
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<CardField> fields)
    {
        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("title", field.Label);
            json.WriteString("value", field.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, string cardId, CardButton button)
    {
        json.WriteStartObject();
        json.WriteString("type", button.Link is null ? "Action.Submit" : "Action.OpenUrl");
        json.WriteString("title", button.Label);
        if (button.Link is not null)
        {
            json.WriteString("url", button.Link);
        }
        else
        {
            json.WriteStartObject("data");
            json.WriteString("action", button.Action);
            json.WriteString("cardId", cardId);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}

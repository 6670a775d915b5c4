using System.Runtime.InteropServices;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Somebody saying something in a conversation.</summary>
public sealed record Speech(ChatConversation Conversation, ChatToken By, IncomingActivity Posted, DateTimeOffset At)
{
    /// <summary>The message that is quoted, as our own log has it.</summary>
    public QuotedActivity? Quote { get; init; }
    public IReadOnlyList<Photo> Photos { get; init; } = [];
}

/// <summary>A quoted line of the log.</summary>
public sealed record QuotedActivity(string Id, Quoted Quoted);

/// <summary>A stored photo as the chat shows it.</summary>
public sealed record Photo(string Id, string ContentType, string Name)
{
    public const string Folder = "/v3/directline/attachments/";

    public string Url => Folder + Id;
}

/// <summary>A person's message as it stands in the log: what the server knows wins over what the client says.</summary>
public static class PersonActivity
{
    private static readonly string[] Echoed = ["textFormat", "localTimestamp", "localTimezone", "locale"];
    private const int MostEchoed = 100;

    public static string Members(Speech speech, string botName) => ActivityText.Members((speech, botName), static (json, said) =>
    {
        var (speech, botName) = said;
        json.WriteString("type", "message");
        WriteEnvelope(json, speech, botName);
        json.WriteString("text", speech.Posted.Text);
        foreach (var name in Echoed)
        {
            if (IncomingActivity.StringOf(speech.Posted.Root, name) is { Length: < MostEchoed } text) json.WriteString(name, text);
        }
        if (speech.Photos.Count > 0) WritePhotos(json, speech.Photos);
        if (speech.Quote is { } quote) json.WriteString("replyToId", quote.Id);
        WriteChannelData(json, speech);
    });

    /// <summary>The photos of a message as it stands in the log.</summary>
    public static IReadOnlyList<Photo> PhotosOf(JsonElement logged)
    {
        if (IncomingActivity.Member(logged, "attachments") is not { ValueKind: JsonValueKind.Array } attachments) return [];
        return [.. attachments.EnumerateArray()
            .Where(a => IncomingActivity.StringOf(a, "contentUrl")?.StartsWith(Photo.Folder, StringComparison.Ordinal) == true)
            .Select(a => new Photo(IncomingActivity.StringOf(a, "contentUrl")![Photo.Folder.Length..], IncomingActivity.StringOf(a, "contentType") ?? "", IncomingActivity.StringOf(a, "name") ?? ""))];
    }

    /// <summary>Tells all members that a message has been taken back.</summary>
    public static string RecallMembers(Speech speech, string botName) => ActivityText.Members((speech, botName), static (json, said) =>
    {
        json.WriteString("type", "messageDelete");
        WriteEnvelope(json, said.speech, said.botName);
    });

    private static void WriteEnvelope(Utf8JsonWriter json, Speech speech, string botName)
    {
        json.WriteMoment("timestamp", speech.At);
        json.WriteString("channelId", "directline");
        json.WriteStartObject("from");
        json.WriteString("id", speech.By.Person);
        json.WriteString("name", speech.By.Name);
        json.WriteString("role", "user");
        json.WriteEndObject();
        json.WriteStartObject("conversation");
        json.WriteString("id", speech.Conversation.Id);
        json.WriteEndObject();
        json.WriteStartObject("recipient");
        json.WriteString("id", ChatConversations.BotId);
        json.WriteString("name", botName);
        json.WriteEndObject();
    }

    private static void WritePhotos(Utf8JsonWriter json, IReadOnlyList<Photo> photos)
    {
        json.WriteStartArray("attachments");
        foreach (var photo in photos)
        {
            json.WriteStartObject();
            json.WriteString("contentType", photo.ContentType);
            json.WriteString("contentUrl", photo.Url);
            json.WriteString("name", photo.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteChannelData(Utf8JsonWriter json, Speech speech)
    {
        json.WriteStartObject("channelData");
        if (IncomingActivity.Member(speech.Posted.Root, "channelData") is { ValueKind: JsonValueKind.Object } data)
        {
            foreach (var member in data.EnumerateObject())
            {
                if (IncomingActivity.NameOf(member) is not { } name || name == "quote") continue;
                json.WritePropertyName(name);
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true); // Half a surrogate pair passes as it came.
            }
        }
        if (speech.Quote is { } quote)
        {
            json.WriteStartObject("quote");
            json.WriteString("id", quote.Id);
            json.WriteString("author", quote.Quoted.Author);
            json.WriteString("text", quote.Quoted.Text);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}

using System.Text;
using System.Text.Json;

namespace ChatGrid.Channels.Activities;

/// <summary>What a client posted, with the fields that matter read out of it.</summary>
public sealed record IncomingActivity
{
    public const int MostClientIdLength = 100;

    public required string Type { get; init; }
    public string? Id { get; init; }
    public string FromId { get; init; } = "";
    public string FromName { get; init; } = "";
    /// <summary>Without control characters.</summary>
    public string Text { get; init; } = "";
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    /// <summary>The client's own id of the post: equal when it is tried again.</summary>
    public string? ClientId { get; init; }
    /// <summary>What a pressed button does, when it is a tap.</summary>
    public string? Action { get; init; }
    public bool HasAttachments { get; init; }
    public JsonElement Root { get; init; }

    /// <returns>The activity, or what is wrong with it.</returns>
    public static (IncomingActivity? Activity, string? Problem) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return (null, "the body is no JSON object");
        var from = Member(root, "from");
        var data = Member(root, "channelData");
        var value = Member(root, "value");
        var activity = new IncomingActivity
        {
            Type = StringOf(root, "type") ?? "",
            Id = StringOf(root, "id"),
            FromId = StringOf(from, "id") ?? "",
            FromName = Cleaned(StringOf(from, "name") ?? ""),
            Text = Cleaned(StringOf(root, "text") ?? ""),
            ReplyToId = StringOf(root, "replyToId"),
            Locale = StringOf(root, "locale"),
            ClientId = StringOf(data, "clientActivityID"),
            Action = Member(data, "postBack").ValueKind == JsonValueKind.True || value.ValueKind == JsonValueKind.Object ? StringOf(value, "action") : null,
            HasAttachments = Member(root, "attachments") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0,
            Root = root,
        };
        return activity.ClientId is { Length: > MostClientIdLength } ? (null, $"channelData.clientActivityID is longer than {MostClientIdLength}") : (activity, null);
    }

    public static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text without what cannot be seen or turns the reading direction; line breaks stay.</summary>
    public static string Cleaned(string text)
    {
        if (!text.Any(IsHidden)) return text.Trim();
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsHidden(c)) clean.Append(c);
        }
        return clean.ToString().Trim();
    }

    // Directional marks are in Unicode's UAX 9; a tab and a line feed are kept.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or (>= '\ufff0' and <= '\uffff');

    /// <summary>The beginning of a text, cut between two characters.</summary>
    public static string Shortened(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <returns>Null when the name is no text that can be read.</returns>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Null when there is none, or when it is no text that can be read (half a surrogate pair).</returns>
    public static string? StringOf(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.String } text) return null;
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

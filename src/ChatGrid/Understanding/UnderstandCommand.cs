using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatGrid.Understanding;

/// <summary>The command 「understand」: one JSON object a line in, one reading a line out; a bad line is answered with an error.</summary>
public static class UnderstandCommand
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, Reader reader)
    {
        var role = RoleNamed(Option(args, "--role")) ?? SenderRole.Resident;
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await output.WriteLineAsync(Answer(line, role, reader));
        }
        await output.FlushAsync();
        return 0;
    }

    private static string Answer(string line, SenderRole role, Reader reader)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Answer(document.RootElement, role, reader);
        }
        catch (JsonException error)
        {
            return Refusal(null, "no JSON: " + error.Message);
        }
    }

    private static string Answer(JsonElement row, SenderRole role, Reader reader)
    {
        if (row.ValueKind != JsonValueKind.Object) return Refusal(null, "not an object");
        object? id = row.TryGetProperty("id", out var given) ? given : null;
        if (Text(row, "text") is not { } text) return Refusal(id, "no text");
        if (Now(Text(row, "now") ?? Text(row, "reference")) is not { } now) return Refusal(id, "now is no time");
        var message = new MessageToRead(text, RoleNamed(Text(row, "role")) ?? role, Text(row, "quote"), now);
        return JsonSerializer.Serialize(UnderstoodRow.Of(id, text, reader.Read(message)), Plain);
    }

    private static string Refusal(object? id, string error) => JsonSerializer.Serialize(new { id, error }, Plain);

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The row's clock; a row without one is read on the demo town's first day.</summary>
    private static DateTimeOffset? Now(string? text)
    {
        if (text is null) return new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)) return null;
        return new DateTimeOffset(now.DateTime, TimeSpan.FromHours(8));
    }

    /// <summary>A role that is not known is read as a resident's: nobody is kept from asking.</summary>
    private static SenderRole? RoleNamed(string? name) => name?.ToUpperInvariant() switch
    {
        "RESIDENT" or "居民" => SenderRole.Resident,
        "VOLUNTEER" or "志愿者" => SenderRole.Volunteer,
        "GRIDWORKER" or "GRID_WORKER" or "网格员" or "微网格员" => SenderRole.Gridworker,
        "LEADER" or "SECRETARY" or "CENTER" or "CENTRE" or "网格长" or "书记" or "网格中心" => SenderRole.Leader,
        "STATION" or "DEPARTMENT" or "站所" or "站办所" => SenderRole.Station,
        _ => null
    };

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}

using System.Text.Json.Serialization;

namespace ChatGrid.Understanding;

/// <summary>A reading as the command writes it.</summary>
public sealed record UnderstoodRow
{
    [JsonPropertyName("id")]
    public object? Id { get; init; }

    [JsonPropertyName("request_score")]
    public double RequestScore { get; init; }

    [JsonPropertyName("category")]
    public string? Category { get; init; }

    [JsonPropertyName("item")]
    public string? Item { get; init; }

    [JsonPropertyName("runner_up")]
    public string? RunnerUp { get; init; }

    [JsonPropertyName("margin")]
    public double Margin { get; init; }

    [JsonPropertyName("urgency")]
    public int Urgency { get; init; }

    [JsonPropertyName("emergency_score")]
    public double EmergencyScore { get; init; }

    [JsonPropertyName("services")]
    public IReadOnlyList<string> Services { get; init; } = [];

    [JsonPropertyName("kind")]
    public string Kind { get; init; } = "";

    [JsonPropertyName("place")]
    public string? Place { get; init; }

    [JsonPropertyName("place_normal")]
    public string? PlaceNormal { get; init; }

    [JsonPropertyName("time")]
    public string? Time { get; init; }

    [JsonPropertyName("phone")]
    public string? Phone { get; init; }

    [JsonPropertyName("person")]
    public string? Person { get; init; }

    [JsonPropertyName("spans")]
    public IReadOnlyList<object[]> Spans { get; init; } = [];

    [JsonPropertyName("times")]
    public IReadOnlyList<UnderstoodTime> Times { get; init; } = [];

    [JsonPropertyName("why")]
    public IReadOnlyList<string> Why { get; init; } = [];

    public static UnderstoodRow Of(object? id, string text, Reading reading) => new()
    {
        Id = id,
        RequestScore = Math.Round(reading.RequestScore, 4),
        Category = reading.Field,
        Item = reading.Item,
        RunnerUp = reading.RunnerUp,
        Margin = Math.Round(reading.Margin, 4),
        Urgency = (int)reading.Urgency,
        EmergencyScore = Math.Round(reading.EmergencyScore, 4),
        Services = reading.Services,
        Kind = NameOf(reading.Kind),
        Place = Written(text, reading, SpanKind.Place),
        PlaceNormal = reading.Place,
        Time = Written(text, reading, SpanKind.Time),
        Phone = Written(text, reading, SpanKind.Phone),
        Person = reading.Person,
        Spans = [.. reading.Spans.Where(span => span.Kind != SpanKind.Person).Select(span => new object[] { span.Start, span.End, NameOf(span.Kind) })],
        Times = [.. reading.Times.Select(time => UnderstoodTime.Of(text, time))],
        Why = reading.Why
    };

    /// <summary>The span that matters, as it stands in the text: the one whose value the reading chose, else the first.</summary>
    private static string? Written(string text, Reading reading, SpanKind kind)
    {
        var value = kind == SpanKind.Place ? reading.Place : kind == SpanKind.Time ? reading.Time : reading.Phone;
        var spans = reading.Spans.Where(span => span.Kind == kind).ToList();
        if (spans.Count == 0) return null;
        var chosen = spans.FindIndex(span => value is not null && value.StartsWith(span.Value, StringComparison.Ordinal));
        var best = spans[Math.Max(chosen, 0)];
        return text[best.Start..best.End];
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

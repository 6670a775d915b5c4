using System.Text.Json.Serialization;
using ChatGrid.Understanding.Times;

namespace ChatGrid.Understanding;

/// <summary>A resolved expression of time as the command writes it; value is the likeliest one, values are all.</summary>
public sealed record UnderstoodTime(
    [property: JsonPropertyName("start")] int Start,
    [property: JsonPropertyName("end")] int End,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("values")] IReadOnlyList<UnderstoodValue> Values)
{
    public static UnderstoodTime Of(string text, ResolvedTime time) => new(time.Start, time.End, text[time.Start..time.End],
        time.Kind.ToString().ToLowerInvariant(), time.Value,
        [.. time.Values.Select(value => value.IsRange ? new UnderstoodValue(null, value.Start, value.End) : new UnderstoodValue(value.Start, null, null))]);
}

/// <summary>One meaning: a moment, or a range of which an end may be open.</summary>
public sealed record UnderstoodValue(
    [property: JsonPropertyName("value"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value,
    [property: JsonPropertyName("start"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Start,
    [property: JsonPropertyName("end"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? End);

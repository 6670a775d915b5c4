using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatGrid.Channels.Activities;

/// <summary>Writes activities as JSON text in which Chinese stays readable.</summary>
public static class ActivityText
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The members that <paramref name="write"/> adds, without the opening brace: an id is put before them once it is known.</summary>
    public static string Members<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json, state);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan[1..]);
    }

    /// <summary>A moment to the millisecond, as the platform's own clients write it.</summary>
    public static void WriteMoment(this Utf8JsonWriter json, string name, DateTimeOffset moment)
    {
        Span<char> text = stackalloc char[24];
        moment.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}

using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>What the server itself says to people, from the wording, in the language they ask for.</summary>
public sealed class Sentences(WordingBook wording)
{
    public string Say(string? locale, string key, params ReadOnlySpan<(string Hole, object? Value)> values) =>
        wording.Now.Text(locale ?? Wording.Chinese, key, values);

    public string Say(HttpContext context, string key, params ReadOnlySpan<(string Hole, object? Value)> values) =>
        wording.Now.Text(LocaleOf(context), key, values);

    public static string LocaleOf(HttpContext context) =>
        context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Wording.English : Wording.Chinese;
}

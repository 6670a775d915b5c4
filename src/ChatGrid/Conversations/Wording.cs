using System.Text;
using YamlDotNet.RepresentationModel;

namespace ChatGrid.Conversations;

/// <summary>A sentence that the bot can say, in every language it speaks.</summary>
public sealed record Phrase(string Key, IReadOnlyDictionary<string, string> Texts, string File, int Line);

/// <summary>Everything that is said, as one snapshot of the <c>wording.yaml</c> files below <c>dialogs/</c>.</summary>
public sealed class Wording(IReadOnlyDictionary<string, Phrase> phrases)
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public IReadOnlyDictionary<string, Phrase> Phrases => phrases;

    /// <summary>The phrase with its {holes} filled; Chinese where the language is missing.</summary>
    /// <exception cref="KeyNotFoundException">No file has the phrase: a test holds that this cannot happen.</exception>
    public string Text(string locale, string key, params ReadOnlySpan<(string Hole, object? Value)> values)
    {
        var texts = phrases[key].Texts;
        var template = texts.GetValueOrDefault(locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese) ?? texts[Chinese];
        if (!template.Contains('{', StringComparison.Ordinal)) return template;
        var text = new StringBuilder(template);
        foreach (var (hole, value) in values) text.Replace("{" + hole + "}", value?.ToString());
        return text.ToString();
    }

    /// <summary>Reads all wording files; the second value lists what is wrong, each with file and line.</summary>
    public static (Wording Wording, IReadOnlyList<string> Problems) Load(string dialogsFolder)
    {
        var phrases = new Dictionary<string, Phrase>();
        var problems = new List<string>();
        foreach (var file in Directory.EnumerateFiles(dialogsFolder, "wording.yaml", SearchOption.AllDirectories).Order())
            LoadFile(file, Path.GetRelativePath(dialogsFolder, file), phrases, problems);
        return (new Wording(phrases), problems);
    }

    private static void LoadFile(string path, string name, Dictionary<string, Phrase> phrases, List<string> problems)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            yaml.Load(reader);
        }
        catch (Exception e) when (e is YamlDotNet.Core.YamlException or InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 throws the others, without a place, for a list whose ] is missing and for control characters.
            problems.Add($"dialogs/{name}:{(e as YamlDotNet.Core.YamlException)?.Start.Line ?? 1}: this is no YAML that can be read: {e.Message}");
            return;
        }
        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlMappingNode root) return;
        foreach (var (key, value) in root.Children) Add(name, key, value, phrases, problems);
    }

    private static void Add(string name, YamlNode key, YamlNode value, Dictionary<string, Phrase> phrases, List<string> problems)
    {
        var line = (int)key.Start.Line;
        var id = key.ToString();
        if (value is not YamlMappingNode texts)
        {
            problems.Add($"dialogs/{name}:{line}: '{id}' needs a text under zh-CN and one under en");
            return;
        }
        var byLanguage = texts.Children.ToDictionary(t => t.Key.ToString(), t => t.Value.ToString());
        foreach (var language in new[] { Chinese, English }.Where(l => string.IsNullOrWhiteSpace(byLanguage.GetValueOrDefault(l))))
            problems.Add($"dialogs/{name}:{line}: '{id}' has no text in {language}");
        foreach (var unknown in byLanguage.Keys.Where(k => k is not (Chinese or English)))
            problems.Add($"dialogs/{name}:{line}: '{id}' has the unknown language '{unknown}' (zh-CN and en are known)");
        if (!phrases.TryAdd(id, new Phrase(id, byLanguage, name, line)))
            problems.Add($"dialogs/{name}:{line}: '{id}' stands already in dialogs/{phrases[id].File}:{phrases[id].Line}");
    }
}

/// <summary>Holds the wording as it stands now; a reload swaps it whole.</summary>
public sealed class WordingBook(Wording wording)
{
    private volatile Wording _wording = wording;

    public Wording Now => _wording;

    public void Replace(Wording wording) => _wording = wording;
}

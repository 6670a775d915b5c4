using YamlDotNet.RepresentationModel;

namespace ChatGrid.Grids;

/// <summary>A text of a YAML file and the line it stands in.</summary>
public sealed record YamlText(string Value, int Line);

/// <summary>The keys of one entry of a YAML file: read by name, and what nobody asked for is a problem.</summary>
/// <param name="node">Null for an entry that is not there or is of the wrong kind: all its keys are then left out.</param>
/// <param name="line">Where the entry begins, or would.</param>
public sealed class YamlSection(YamlFile file, YamlMappingNode? node, int line)
{
    private readonly List<string> _asked = [];

    public YamlFile File => file;
    public int Line => node is null ? line : (int)node.Start.Line;
    /// <summary>False when the entry was not there or unusable; a missing key of it is then no second problem.</summary>
    public bool IsThere => node is not null;

    public void Wrong(string key, string text) => file.Wrong(LineOf(key), $"'{key}' {text}");

    public int LineOf(string key) => Find(key) is { } value ? (int)value.Key.Start.Line : Line;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value as text; null, and a problem, when the key is missing, empty or no text.</summary>
    public string? Text(string key)
    {
        if (Optional(key) is { } text) return text;
        if (IsThere && !Has(key)) Wrong(key, "is missing");
        return null;
    }

    /// <summary>The value as text, or null when the key is not there.</summary>
    public string? Optional(string key) => Value(key) is { } value ? Scalar(key, value)?.Value : null;

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<YamlText> Texts(string key) => Value(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(entry => Scalar(key, entry)).OfType<YamlText>()],
        var value => Scalar(key, value) is { } text ? [text] : [],
    };

    /// <summary>A list of texts that must be written as a list: [] where there is none.</summary>
    public IReadOnlyList<YamlText> List(string key)
    {
        if (Find(key)?.Value is YamlSequenceNode) return Texts(key);
        if (Has(key)) Wrong(key, "must be a list, as [一, 二], or [] for none");
        return [];
    }

    /// <summary>The keys below a key; an empty section when it is not there.</summary>
    public YamlSection Part(string key)
    {
        var value = Value(key);
        if (value is not (null or YamlMappingNode)) Wrong(key, "must hold 'key: value' lines");
        return new YamlSection(file, value as YamlMappingNode, LineOf(key));
    }

    /// <summary>The entries of a list, each with keys of its own.</summary>
    public IReadOnlyList<YamlSection> Parts(string key)
    {
        var value = Value(key);
        if (value is not (null or YamlSequenceNode)) Wrong(key, "must be a list of entries that begin with '- '");
        if (value is not YamlSequenceNode list) return [];
        foreach (var entry in list.Children.Where(entry => entry is not YamlMappingNode))
            file.Wrong((int)entry.Start.Line, $"an entry of '{key}' must hold 'key: value' pairs");
        return [.. list.Children.OfType<YamlMappingNode>().Select(entry => new YamlSection(file, entry, line))];
    }

    /// <summary>All keys, where the file's author chooses them; they count as asked for.</summary>
    public IReadOnlyList<YamlText> Keys()
    {
        if (node is null) return [];
        var keys = node.Children.Keys.OfType<YamlScalarNode>().Select(key => new YamlText(key.Value ?? "", (int)key.Start.Line)).ToList();
        _asked.AddRange(keys.Select(key => key.Value));
        return keys;
    }

    /// <summary>Called when everything known has been read: what is left is unknown.</summary>
    public void Close()
    {
        if (node is null) return;
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name)))
            file.Wrong((int)key.Start.Line, $"unknown key '{(key as YamlScalarNode)?.Value}'; known here are {string.Join('、', _asked.Distinct())}");
    }

    private YamlNode? Value(string key)
    {
        _asked.Add(key);
        return Find(key)?.Value;
    }

    private KeyValuePair<YamlNode, YamlNode>? Find(string key)
    {
        if (node is null) return null;
        foreach (var pair in node.Children)
        {
            if (pair.Key is YamlScalarNode { Value: { } name } && name == key) return pair;
        }
        return null;
    }

    private YamlText? Scalar(string key, YamlNode value)
    {
        if (value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)) return new(text.Trim(), (int)value.Start.Line);
        file.Wrong((int)value.Start.Line, value is YamlScalarNode ? $"'{key}' is empty" : $"'{key}' must be one text, not a list or a group of keys");
        return null;
    }
}

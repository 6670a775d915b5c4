namespace ChatGrid;

/// <summary>Reads a section of <c>config/appsettings.json</c> into its options.</summary>
public static class SettingsSection
{
    public const string File = "config/appsettings.json";

    /// <exception cref="InvalidDataException">A key that does not exist, or a value of the wrong kind; the message names file, key and what there is.</exception>
    public static T Read<T>(IConfiguration configuration, string name) where T : new()
    {
        var section = configuration.GetSection(name);
        var keys = typeof(T).GetProperties().Select(p => p.Name).Order().ToList();
        if (section.GetChildren().FirstOrDefault(k => !keys.Contains(k.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InvalidDataException($"{File}: {name} has the unknown key '{unknown.Key}'; there are: {string.Join(", ", keys)}.");
        var options = new T();
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{File}: {e.Message}", e); // It names key, value and kind.
        }
        return options;
    }
}

namespace ChatGrid.Channels.BotFramework;

/// <summary>Settings of the Bot Framework channel: section <c>ChatGrid:BotFramework</c> of <c>config/appsettings.json</c>.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "ChatGrid:BotFramework";
    private const string File = "config/appsettings.json";

    /// <summary>Takes activities without authentication from this machine, and answers to this machine only. Default: on in Development; refused in Production.</summary>
    public bool? Open { get; set; }
    /// <summary>Which group chat belongs to which grid: conversation id to code of the grid; an id that ends in <c>*</c> stands for all that begin so. Default: none.</summary>
    public Dictionary<string, string> Groups { get; } = [];

    /// <exception cref="InvalidDataException">A value that cannot be used; the message names file, key, value and what is allowed.</exception>
    public static BotFrameworkOptions Read(IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection(Section);
        var options = new BotFrameworkOptions();
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{File}: {e.Message}", e); // It names key, value and kind.
        }
        if (section.GetChildren().FirstOrDefault(k => k.Key is not (nameof(Open) or nameof(Groups))) is { } unknown)
            throw new InvalidDataException($"{File}: {Section} has the unknown key '{unknown.Key}'; there are: {nameof(Groups)}, {nameof(Open)}.");
        options.Open ??= isDevelopment;
        if (options.Open == true && !isDevelopment)
            throw new InvalidDataException($"{File}: {Section}:{nameof(Open)} is 'true'; it takes activities without authentication, so it exists only in the environment Development. Take the key away.");
        return options;
    }
}

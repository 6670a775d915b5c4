namespace ChatGrid.Channels.BotFramework;

/// <summary>Settings of the Bot Framework channel: section <c>ChatGrid:BotFramework</c> of <c>config/appsettings.json</c>.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "ChatGrid:BotFramework";

    /// <summary>Takes activities without authentication from this machine, and answers to this machine only. Default: on in Development; refused in Production.</summary>
    public bool? Open { get; set; }
    /// <summary>Which group chat belongs to which grid: conversation id to code of the grid; an id that ends in <c>*</c> stands for all that begin so. Default: none.</summary>
    public Dictionary<string, string> Groups { get; } = [];

    /// <exception cref="InvalidDataException">A value that cannot be used; the message names file, key, value and what is allowed.</exception>
    public static BotFrameworkOptions Read(IConfiguration configuration, bool isDevelopment)
    {
        var options = SettingsSection.Read<BotFrameworkOptions>(configuration, Section);
        options.Open ??= isDevelopment;
        if (options.Open == true && !isDevelopment)
            throw new InvalidDataException($"{SettingsSection.File}: {Section}:{nameof(Open)} is 'true'; it takes activities without authentication, so it exists only in the environment Development. Take the key away.");
        return options;
    }
}

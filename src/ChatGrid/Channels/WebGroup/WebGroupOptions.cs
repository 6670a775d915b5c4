using System.Globalization;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Settings of the built-in group chat: section <c>ChatGrid:WebGroup</c> of <c>config/appsettings.json</c>.</summary>
public sealed class WebGroupOptions
{
    public const string Section = "ChatGrid:WebGroup";

    /// <summary>What a program shows to be given tokens, at least 16 characters. Default: none; one is made and kept in the data folder.</summary>
    public string? Secret { get; set; }
    /// <summary>Name that the bot speaks under and is mentioned by. Default 小格.</summary>
    public string BotName { get; set; } = "小格";
    /// <summary>Days that the chat's log is kept, 1 to 3650. Default 7.</summary>
    public int LogDays { get; set; } = 7;
    /// <summary>Days that photos are kept, 1 to 3650; longer than the log, because tickets show them. Default 30.</summary>
    public int PhotoDays { get; set; } = 30;
    /// <summary>Largest photo in bytes, 10,000 to 50,000,000. Default 10 MB.</summary>
    public int PhotoBytes { get; set; } = 10 * 1024 * 1024;
    /// <summary>How long one's own message can be recalled, up to a day; zero turns it off. Default 2 minutes.</summary>
    public TimeSpan RecallWithin { get; set; } = TimeSpan.FromMinutes(2);
    /// <summary>How many earlier messages somebody sees who comes without a watermark, 0 to 1000. Default 300.</summary>
    public int HistoryLines { get; set; } = 300;
    /// <summary>How many messages one person may post a minute, 1 to 6000; half of them at once. Default 60.</summary>
    public int PostsPerMinute { get; set; } = 60;
    /// <summary>"I am …" for visitors of the demo town. Default: on in Development; never in Production.</summary>
    public bool? Demo { get; set; }
    /// <summary>The address that people reach this server by (https://grid.example.cn), for QR codes. Default: the one of the request.</summary>
    public string? PublicUrl { get; set; }

    /// <exception cref="InvalidDataException">A value that cannot be used; the message names file, key, value and what is allowed.</exception>
    public static WebGroupOptions Read(IConfiguration configuration, bool isDevelopment, bool lan)
    {
        var options = SettingsSection.Read<WebGroupOptions>(configuration, Section);
        options.Demo ??= isDevelopment;
        options.Check();
        if (!isDevelopment && options.Demo == true)
            throw Wrong(nameof(Demo), "true", "the demo lets anybody be anybody, so it exists only in the environment Development; take the key away");
        if (lan && options.Demo != true)
            throw new InvalidDataException("--lan opens the demo to the local network, and there is no demo here: it exists only in the environment Development. Start without --lan.");
        return options;
    }

    private void Check()
    {
        if (Secret is { Length: < 16 }) throw Wrong(nameof(Secret), "(not shown)", "at least 16 characters, or no such key");
        if (string.IsNullOrWhiteSpace(BotName) || BotName.Length > 20) throw Wrong(nameof(BotName), BotName, "a name of 1 to 20 characters");
        Within(nameof(LogDays), LogDays, 1, 3650);
        Within(nameof(PhotoDays), PhotoDays, 1, 3650);
        Within(nameof(PhotoBytes), PhotoBytes, 10_000, 50_000_000);
        Within(nameof(HistoryLines), HistoryLines, 0, 1000);
        Within(nameof(PostsPerMinute), PostsPerMinute, 1, 6000);
        if (RecallWithin < TimeSpan.Zero || RecallWithin > TimeSpan.FromDays(1))
            throw Wrong(nameof(RecallWithin), RecallWithin.ToString(), "00:00:00 to 1.00:00:00");
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw Wrong(nameof(PublicUrl), PublicUrl, "an address as https://grid.example.cn, or no such key");
    }

    private static void Within(string key, int value, int least, int most)
    {
        if (value < least || value > most)
            throw Wrong(key, value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
    }

    private static InvalidDataException Wrong(string key, string value, string allowed) =>
        new($"{SettingsSection.File}: {Section}:{key} is '{value}'; allowed: {allowed}.");
}

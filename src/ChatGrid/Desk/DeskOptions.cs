namespace ChatGrid.Desk;

/// <summary>Settings of the staff page: section <c>ChatGrid:Desk</c>.</summary>
public sealed class DeskOptions
{
    public const string Section = "ChatGrid:Desk";

    /// <summary>Password of the page, at least 8 characters; without one only this machine itself is let in.</summary>
    public string? Password { get; set; }

    /// <exception cref="InvalidDataException">A value that cannot be used; the message names file, key, value and what is allowed.</exception>
    public static DeskOptions Read(IConfiguration configuration)
    {
        var options = SettingsSection.Read<DeskOptions>(configuration, Section);
        if (string.IsNullOrEmpty(options.Password)) options.Password = null;
        if (options.Password is { Length: < 8 })
            throw new InvalidDataException($"{SettingsSection.File}: {Section}:Password is too short (not shown); allowed are 8 characters or more, or none for this machine only");
        return options;
    }
}

/// <summary>Makes a one-time code by which an account becomes a person of the town's list; the channel that has such codes gives it.</summary>
public sealed record BindingCodeMaker(Func<string, Task<string>> Make);

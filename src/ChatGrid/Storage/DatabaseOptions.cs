namespace ChatGrid.Storage;

/// <summary>Settings of the database: section <c>ChatGrid:Database</c> of <c>config/appsettings.json</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "ChatGrid:Database";

    /// <summary>Sqlite (default), SqlServer or Postgres.</summary>
    public string Kind { get; set; } = nameof(Dialect.Sqlite);
    /// <summary>The SQLite file; a relative path is below the data folder's parent. Ignored for the others.</summary>
    public string File { get; set; } = "data/chatgrid.db";

    /// <exception cref="InvalidDataException">A value that cannot be used; the message names file, key, value and what is allowed.</exception>
    public static DatabaseOptions Read(IConfiguration configuration)
    {
        var options = SettingsSection.Read<DatabaseOptions>(configuration, Section);
        if (!Enum.TryParse<Dialect>(options.Kind, out var dialect))
            throw new InvalidDataException($"{SettingsSection.File}: {Section}:Kind is '{options.Kind}'; allowed is Sqlite");
        if (dialect != Dialect.Sqlite)
            throw new InvalidDataException($"{SettingsSection.File}: {Section}:Kind is '{options.Kind}'; this version runs on Sqlite only, SQL Server and PostgreSQL come next");
        if (string.IsNullOrWhiteSpace(options.File)) throw new InvalidDataException($"{SettingsSection.File}: {Section}:File is empty; it names the database file, such as data/chatgrid.db");
        return options;
    }
}

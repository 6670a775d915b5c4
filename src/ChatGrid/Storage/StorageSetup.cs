namespace ChatGrid.Storage;

/// <summary>Registers the database.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, Folders folders)
    {
        var file = DatabaseOptions.Read(configuration).File;
        return services.AddSqlite(Path.IsPathRooted(file) ? file : Path.Combine(folders.Data, Path.GetFileName(file)));
    }

    /// <summary>SQLite in one file.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, string file)
    {
        DapperTypes.Register();
        return services.AddSingleton<Migrator>()
            .AddSingleton<Database>(s => new SqliteDatabase(file, s.GetRequiredService<ILogger<SqliteDatabase>>()));
    }
}

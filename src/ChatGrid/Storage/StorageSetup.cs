namespace ChatGrid.Storage;

/// <summary>Registers the database.</summary>
public static class StorageSetup
{
    /// <summary>SQLite in one file.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, string file)
    {
        DapperTypes.Register();
        return services.AddSingleton<Migrator>()
            .AddSingleton<Database>(s => new SqliteDatabase(file, s.GetRequiredService<ILogger<SqliteDatabase>>()));
    }
}

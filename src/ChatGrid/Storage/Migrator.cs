using System.Reflection;
using System.Text.RegularExpressions;

namespace ChatGrid.Storage;

/// <summary>Brings the database to this program's schema: each numbered migration once, in its own transaction.</summary>
public sealed partial class Migrator(Database database, TimeProvider clock, ILogger<Migrator> logger)
{
    private const string TableSqliteSql = "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)";
    private const string TablePostgresSql = "CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)";
    private const string TableSqlServerSql = "IF OBJECT_ID('schema_version') IS NULL CREATE TABLE schema_version (number int NOT NULL PRIMARY KEY, name nvarchar(100) NOT NULL, applied_at datetimeoffset(3) NOT NULL)";
    private const string AppliedSql = "SELECT number FROM schema_version ORDER BY number";
    private const string RecordSql = "INSERT INTO schema_version (number, name, applied_at) VALUES (@Number, @Name, @At)";

    /// <summary>All migrations that the program carries, for one dialect, in order.</summary>
    public static IReadOnlyList<Migration> All(Dialect dialect)
    {
        var assembly = typeof(Migrator).Assembly;
        var suffix = $".{dialect.ToString().ToLowerInvariant()}.sql";
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(suffix, StringComparison.Ordinal))
            .Select(n => Migration.Of(assembly, n, suffix))
            .OrderBy(m => m.Number)];
    }

    /// <exception cref="NewerSchemaException">The database was made by a newer program; nothing is changed.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        var all = All(database.Dialect);
        await database.WriteAsync(session => session.ExecuteAsync(Table(database.Dialect)), cancellationToken);
        var applied = await database.ReadAsync(session => session.ListAsync<int>(AppliedSql), cancellationToken);
        if (applied.Count > 0 && applied[^1] > all[^1].Number) throw new NewerSchemaException(applied[^1], all[^1].Number);
        foreach (var migration in all.Where(m => !applied.Contains(m.Number)))
        {
            await database.WriteAsync(session => ApplyAsync(session, migration), cancellationToken);
            Applied(logger, migration.Number, migration.Name);
        }
    }

    private async Task ApplyAsync(Session session, Migration migration)
    {
        foreach (var statement in migration.Statements) await session.ExecuteAsync(statement);
        await session.ExecuteAsync(RecordSql, new { migration.Number, migration.Name, At = clock.GetUtcNow() });
    }

    private static string Table(Dialect dialect) => dialect switch
    {
        Dialect.Sqlite => TableSqliteSql,
        Dialect.Postgres => TablePostgresSql,
        _ => TableSqlServerSql,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Database brought to schema {Number} ({Name}).")]
    private static partial void Applied(ILogger logger, int number, string name);
}

/// <summary>One numbered step of the schema; statements are parted by lines that hold only <c>;</c> or end with it.</summary>
public sealed partial record Migration(int Number, string Name, IReadOnlyList<string> Statements)
{
    internal static Migration Of(Assembly assembly, string resource, string suffix)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var match = FileName().Match(resource[..^suffix.Length]);
        var statements = StatementEnd().Split(reader.ReadToEnd()).Select(s => s.Trim()).Where(s => s.Length > 0);
        return new(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups[2].Value, [.. statements]);
    }

    [GeneratedRegex(@"(\d{4})[-_]([^.]+)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@";\s*$", RegexOptions.Multiline)]
    private static partial Regex StatementEnd();
}

/// <summary>The database knows a newer schema than this program: an older program must not touch it.</summary>
public sealed class NewerSchemaException(int found, int known) : Exception(
    $"The database has schema {found}, this program knows up to {known}. Start the newer program, or restore the backup made before the upgrade.");

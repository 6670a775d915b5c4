using System.Reflection;
using System.Text.RegularExpressions;
using ChatGrid.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ChatGrid.Tests.House;

/// <summary>Every SQL constant is understood by SQLite (EXPLAIN on the real schema) and parsed as T-SQL; the three schemas agree.</summary>
public sealed partial class SqlTests
{
    private static IEnumerable<(string Name, string Sql)> Constants => typeof(Database).Assembly.GetTypes()
        .SelectMany(t => t.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static))
        .Where(f => f.IsLiteral && f.FieldType == typeof(string) && f.Name.EndsWith("Sql", StringComparison.Ordinal))
        .Select(f => ($"{f.DeclaringType!.Name}.{f.Name}", (string)f.GetRawConstantValue()!));

    [Fact]
    public async Task SQLite_understands_every_statement()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("chatgrid-sql-").FullName, "house.db");
        DapperTypes.Register();
        await using var database = new SqliteDatabase(file, NullLogger<SqliteDatabase>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync();
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        foreach (var (name, sql) in Constants.Where(c => !c.Name.EndsWith("PostgresSql", StringComparison.Ordinal) && !c.Name.EndsWith("SqlServerSql", StringComparison.Ordinal)))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the program itself.
            command.CommandText = "EXPLAIN " + sql;
#pragma warning restore CA2100
            foreach (Match parameter in Parameter().Matches(sql)) if (!command.Parameters.Contains(parameter.Value)) command.Parameters.AddWithValue(parameter.Value, DBNull.Value);
            await Should.NotThrowAsync(async () => await command.ExecuteNonQueryAsync(), name);
        }
    }

    [Fact]
    public void T_SQL_understands_every_portable_statement()
    {
        foreach (var (name, sql) in Constants.Where(c => !c.Name.EndsWith("PostgresSql", StringComparison.Ordinal) && !c.Name.EndsWith("SqliteSql", StringComparison.Ordinal)))
            Errors(sql).ShouldBeEmpty(name);
        foreach (var migration in Migrator.All(Dialect.SqlServer))
            foreach (var statement in migration.Statements) Errors(statement).ShouldBeEmpty(migration.Name);
    }

    [Fact]
    public void The_three_schemas_have_the_same_tables_and_columns()
    {
        var sqlite = Shape(Dialect.Sqlite);
        Shape(Dialect.Postgres).ShouldBe(sqlite);
        Shape(Dialect.SqlServer).ShouldBe(sqlite);
    }

    private static List<string> Shape(Dialect dialect) => [.. Migrator.All(dialect).SelectMany(m => m.Statements)
        .SelectMany(s => Named().Matches(s).Select(m => m.Value.Trim()))];

    private static List<string> Errors(string sql)
    {
        new TSql150Parser(true).Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(e => e.Message)];
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"CREATE TABLE \w+|^    [a-z_]+ |CREATE INDEX \w+", RegexOptions.Multiline)]
    private static partial Regex Named();
}

using System.Data.Common;
using Dapper;

#pragma warning disable CA1849 // SQLite's async calls are its blocking ones with a task around them.

namespace ChatGrid.Storage;

/// <summary>The databases that ChatGrid runs on.</summary>
public enum Dialect { Sqlite, SqlServer, Postgres }

/// <summary>One open transaction. All SQL of the stores goes through it.</summary>
public sealed class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    private List<Action>? _afterCommit;

    public Dialect Dialect => dialect;

    /// <summary>Runs when the transaction has been committed, in the order of the calls; must not throw.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Committed()
    {
        if (_afterCommit is null) return;
        foreach (var action in _afterCommit) action();
    }

    /// <returns>The number of rows changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? values = null) => dialect == Dialect.Sqlite
        ? Task.FromResult(connection.Execute(sql, values, transaction))
        : connection.ExecuteAsync(sql, values, transaction);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? values = null) => dialect == Dialect.Sqlite
        ? Task.FromResult(connection.QueryFirstOrDefault<T>(sql, values, transaction))
        : connection.QueryFirstOrDefaultAsync<T>(sql, values, transaction);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values = null) => dialect == Dialect.Sqlite
        ? connection.Query<T>(sql, values, transaction).AsList()
        : (await connection.QueryAsync<T>(sql, values, transaction)).AsList();

    /// <summary>The one statement that differs between databases: how many rows at the most, for an ordered SELECT.</summary>
    public string Limited(string orderedSelect, int rows) => dialect == Dialect.SqlServer
        ? $"{orderedSelect} OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY"
        : $"{orderedSelect} LIMIT {rows}";
}

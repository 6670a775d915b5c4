using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatGrid.Storage;

/// <summary>What a provider's error means to us.</summary>
public enum FaultKind { Retry, Conflict, Broken }

/// <summary>Maps the error codes of the three databases to what to do.</summary>
public static class Fault
{
    // docs.microsoft.com, SqlClient transient faults: deadlock, timeout, lock timeout, Azure failovers and throttling.
    private static readonly HashSet<int> TransientSqlServer =
        [1205, -2, 1222, 233, 10053, 10054, 10060, 40197, 40501, 40613, 49918, 49919, 49920, 4060, 4221, 64, 20, 3960];

    public static FaultKind Of(DbException error) => error switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => FaultKind.Retry,             // SQLITE_BUSY, SQLITE_LOCKED
        SqliteException { SqliteErrorCode: 19 } => FaultKind.Conflict,              // SQLITE_CONSTRAINT
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => FaultKind.Conflict,
        NpgsqlException { IsTransient: true } => FaultKind.Retry,
        SqlException { Number: 2601 or 2627 } => FaultKind.Conflict,
        SqlException e when TransientSqlServer.Contains(e.Number) => FaultKind.Retry,
        _ => FaultKind.Broken,
    };
}

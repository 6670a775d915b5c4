using System.Data.Common;
using System.Security.Cryptography;

namespace ChatGrid.Storage;

/// <summary>SQL Server or PostgreSQL: a connection and a transaction for each piece of work, the whole of it retried when the
/// server was only busy.</summary>
public sealed class ServerDatabase(DbDataSource source, Dialect dialect, TimeProvider clock) : Database
{
    private const int MostTries = 5;

    public override Dialect Dialect => dialect;

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, cancellationToken);
            }
            catch (DbException e) when (attempt < MostTries && Fault.Of(e) == FaultKind.Retry)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(10, 40 << attempt)), clock, cancellationToken);
            }
        }
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await work(new Session(connection, null, dialect));
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<T> OnceAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = new Session(connection, transaction, dialect);
        var result = await work(session);
        await transaction.CommitAsync(cancellationToken);
        session.Committed();
        return result;
    }
}

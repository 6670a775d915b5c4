namespace ChatGrid.Storage;

/// <summary>The database: transactions that are retried when it was only busy, and reads.</summary>
public abstract class Database : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Runs the work in one transaction and commits it. The work may run more than once: it must have no effect outside
    /// the session but by <see cref="Session.AfterCommit"/>.</summary>
    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default);

    /// <summary>Runs reads only; they see a state of some moment not before the call.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default);

    public Task WriteAsync(Func<Session, Task> work, CancellationToken cancellationToken = default) =>
        WriteAsync<bool>(async session => { await work(session); return true; }, cancellationToken);

    public abstract ValueTask DisposeAsync();
}

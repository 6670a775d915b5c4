using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

#pragma warning disable CA1849 // SQLite's async calls are its blocking ones with a task around them.

namespace ChatGrid.Storage;

/// <summary>SQLite in WAL mode with <c>synchronous=FULL</c>: one writer, which puts the transactions that wait at a moment into one
/// commit (SQLite's own busy retry starves callers), and as many readers as ask.</summary>
public sealed partial class SqliteDatabase : Database
{
    private const int MostInOneCommit = 128;
    private readonly string _connectionString;
    private readonly PreparedSqlite _writer;
    private readonly ConcurrentBag<PreparedSqlite> _readers = [];
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    private readonly Task _loop;
    private readonly ILogger<SqliteDatabase> _logger;

    /// <param name="file">Path of the database file; made when it is not there.</param>
    public SqliteDatabase(string file, ILogger<SqliteDatabase> logger)
    {
        _logger = logger;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true, DefaultTimeout = 5 }.ToString();
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        _writer = new PreparedSqlite(_connectionString);
        _writer.Run("PRAGMA journal_mode=WAL");
        _writer.Run("PRAGMA synchronous=FULL");
        _writer.Run("PRAGMA cache_size=-16384"); // KiB; the default of 2 MB makes the writer read back what it has just written.
        _loop = Task.Run(WriteLoopAsync);
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default)
    {
        var item = new Work<T>(work);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(item), this);
        return await item.Done.Task.WaitAsync(cancellationToken);
    }

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var reader)) reader = new PreparedSqlite(_connectionString);
        try
        {
            return await work(new Session(reader, null, Dialect.Sqlite));
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _writer.DisposeAsync();
        foreach (var reader in _readers) await reader.DisposeAsync();
    }

    private async Task WriteLoopAsync()
    {
        var batch = new List<Work>(MostInOneCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostInOneCommit && _queue.Reader.TryRead(out var item)) batch.Add(item);
            await CommitTogetherAsync(batch);
        }
    }

    // One transaction for all; a savepoint each, so that one that fails takes nothing of the others with it.
    private async Task CommitTogetherAsync(List<Work> batch)
    {
        try
        {
            using var transaction = _writer.BeginWriting();
            foreach (var item in batch) await RunInSavepointAsync(item, transaction);
            transaction.Commit();
        }
#pragma warning disable CA1031 // The one writer must outlive whatever goes wrong in a transaction; every caller is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            CommitFailed(_logger, e, batch.Count);
            foreach (var item in batch) item.Fail(e);
            return;
        }
        foreach (var item in batch) item.Succeed();
    }

    private async Task RunInSavepointAsync(Work item, SqliteTransaction transaction)
    {
        _writer.Run("SAVEPOINT turn", transaction);
        try
        {
            await item.RunAsync(new Session(_writer, transaction, Dialect.Sqlite));
            _writer.Run("RELEASE turn", transaction);
        }
#pragma warning disable CA1031 // Whatever goes wrong belongs to the caller of this one piece of work; the writer must live on.
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: 13 or 10 or 11 or 26 or 8 })
#pragma warning restore CA1031
        {
            _writer.Run("ROLLBACK TO turn", transaction);
            _writer.Run("RELEASE turn", transaction);
            item.Fail(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database did not take {Count} transactions; nothing of them was kept.")]
    private static partial void CommitFailed(ILogger logger, Exception error, int count);

    private abstract class Work
    {
        public abstract Task RunAsync(Session session);
        public abstract void Fail(Exception error);
        public abstract void Succeed();
    }

    private sealed class Work<T>(Func<Session, Task<T>> work) : Work
    {
        private Session? _session;
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task RunAsync(Session session)
        {
            _session = session;
            _result = await work(session);
        }

        public override void Fail(Exception error) => Done.TrySetException(error);

        public override void Succeed()
        {
            if (Done.Task.IsCompleted) return;
            _session!.Committed();
            Done.TrySetResult(_result!);
        }
    }
}

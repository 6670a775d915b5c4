using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

#pragma warning disable CA1849 // SQLite's async calls are its blocking ones with a task around them.

namespace ChatGrid.Storage;

/// <summary>An open SQLite connection that keeps its statements prepared: parsing costs more than running them. One user at a time.</summary>
public sealed class PreparedSqlite : DbConnection
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _idle = [];

    public PreparedSqlite(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    [AllowNull]
    public override string ConnectionString { get => _connection.ConnectionString; set => throw new NotSupportedException(); }
    public override string Database => _connection.Database;
    public override string DataSource => _connection.DataSource;
    public override string ServerVersion => _connection.ServerVersion;
    public override ConnectionState State => _connection.State;

    /// <summary>A transaction with savepoints, begun as a writer's.</summary>
    public SqliteTransaction BeginWriting() => _connection.BeginTransaction(deferred: false);

    /// <summary>Runs a statement without values.</summary>
    public void Run(string sql, SqliteTransaction? transaction = null)
    {
        var command = Take(sql);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
        PutBack(command);
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
    public override void Open() => _connection.Open();
    public override void Close() => _connection.Close();
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => _connection.BeginTransaction(isolationLevel);
    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values) command.Dispose();
            _connection.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Take(string sql)
    {
        if (_idle.Remove(sql, out var idle)) return idle;
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The stores' constants pass through here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private void PutBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (!_idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    /// <summary>Stands for the prepared command of its text while it is used.</summary>
    private sealed class Command(PreparedSqlite owner) : DbCommand
    {
        private SqliteCommand? _prepared;

        private SqliteCommand Prepared => _prepared ?? throw new InvalidOperationException("the command has no text yet");

        [AllowNull]
        public override string CommandText
        {
            get => _prepared?.CommandText ?? "";
            set
            {
                if (_prepared is not null) owner.PutBack(_prepared);
                _prepared = owner.Take(value ?? "");
            }
        }

        public override int CommandTimeout { get; set; } = 30;
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get => owner; set => throw new NotSupportedException(); }
        protected override DbParameterCollection DbParameterCollection => Prepared.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => Prepared.Cancel();
        public override void Prepare() => Prepared.Prepare();
        public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();
        public override object? ExecuteScalar() => Ready().ExecuteScalar();
        protected override DbParameter CreateDbParameter() => new SqliteParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing && _prepared is not null) owner.PutBack(_prepared);
            _prepared = null;
            base.Dispose(disposing);
        }

        private SqliteCommand Ready()
        {
            Prepared.Transaction = (SqliteTransaction?)DbTransaction;
            return Prepared;
        }
    }
}

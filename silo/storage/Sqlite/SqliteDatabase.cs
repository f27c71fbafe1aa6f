using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Framemill.Storage.Sqlite;

/// <summary>
/// One SQLite file for all small state: durable group commits by one writer, reads beside it. What was committed
/// survives a power cut (write-ahead log, flushed at every commit).
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteCommitQueue _writes;
    private readonly SqliteReaders _reads;

    private SqliteDatabase(SqliteSession writer, Func<SqliteSession> openReader, SqliteDatabaseOptions options)
    {
        _writes = new SqliteCommitQueue(writer, options);
        _reads = new SqliteReaders(openReader, options.ReadersMax);
    }

    public static SqliteDatabase Open(string path, SqliteDatabaseOptions options)
    {
        SqliteLibrary.EnsureLoaded();
        var fullPath = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(fullPath)!;
        Directory.CreateDirectory(folder);

        var writer = Connect(fullPath, options, SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteSchema.Migrate(writer);
            PosixFiles.FlushDirectory(folder);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        return new SqliteDatabase(writer, () => Connect(fullPath, options, SqliteOpenMode.ReadWrite), options);
    }

    /// <summary>
    /// Runs the write in the next transaction, together with what others write; the task completes when it is durable.
    /// What the write throws undoes it alone. It runs on the writer's thread: short, and nothing but statements.
    /// </summary>
    public Task<TResult> CommitAsync<TResult>(
        Func<SqliteSession, TResult> write, CancellationToken cancellationToken) =>
        _writes.CommitAsync(write, isOneStatement: false, cancellationToken);

    /// <summary>
    /// The same for a write that changes by one statement and changes nothing when it throws: it costs that statement
    /// alone.
    /// </summary>
    public Task<TResult> CommitOneAsync<TResult>(
        Func<SqliteSession, TResult> write, CancellationToken cancellationToken) =>
        _writes.CommitAsync(write, isOneStatement: true, cancellationToken);

    /// <summary>Sees every write whose task had completed before.</summary>
    public Task<TResult> ReadAsync<TResult>(
        Func<SqliteSession, TResult> read, CancellationToken cancellationToken) =>
        _reads.ReadAsync(read, cancellationToken);

    /// <summary>Commits what waits and closes the file.</summary>
    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static SqliteSession Connect(string path, SqliteDatabaseOptions options, SqliteOpenMode mode)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var session = new SqliteSession(new SqliteConnection(builder.ToString()));
        try
        {
            session.Connection.Open();
            var wait = ((long)options.LockedWaitMax.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            var pages = options.CheckpointPages.ToString(CultureInfo.InvariantCulture);
            session.RunOnce($"PRAGMA busy_timeout = {wait}");
            session.RunOnce("PRAGMA journal_mode = WAL");
            session.RunOnce("PRAGMA synchronous = FULL");
            session.RunOnce($"PRAGMA wal_autocheckpoint = {pages}");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}

using SQLitePCL;

namespace Framemill.Storage.Sqlite;

/// <summary>
/// Group commit: one thread takes all writes that wait and commits them with one flush of the disk, so that durable
/// writes cost callers a share of a flush and not a flush each. A caller's task completes only after the commit.
/// </summary>
internal sealed class SqliteCommitQueue : IDisposable
{
    private readonly SqliteSession _session;
    private readonly SqliteDatabaseOptions _options;
    private readonly SemaphoreSlim _room;
    private readonly object _gate = new();
    private readonly Queue<PendingWrite> _waiting = new();
    private readonly List<PendingWrite> _batch = [];
    private readonly Thread _writer;
    private bool _isClosing;

    public SqliteCommitQueue(SqliteSession session, SqliteDatabaseOptions options)
    {
        _session = session;
        _options = options;
        _room = new SemaphoreSlim(options.WaitingWritesMax);
        _writer = new Thread(Work) { IsBackground = true, Name = "sqlite-writer" };
        _writer.Start();
    }

    /// <summary>
    /// Runs the write in the next transaction. Whatever it throws undoes this write alone and goes to this caller.
    /// Cancelling works until the transaction begins; afterwards the outcome is awaited.
    /// </summary>
    /// <param name="isOneStatement">The write is one statement, which is done whole or not at all by itself.</param>
    public async Task<TResult> CommitAsync<TResult>(
        Func<SqliteSession, TResult> write, bool isOneStatement, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var pending = new PendingWrite<TResult>(write, isOneStatement);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            _waiting.Enqueue(pending);
            Monitor.Pulse(_gate);
        }

        if (!cancellationToken.CanBeCanceled) return await pending.Task.ConfigureAwait(false);

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingWrite<TResult>)state!).Cancel(token), pending);
        return await pending.Task.ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then ends the writer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }

        _writer.Join();
        _room.Dispose();
    }

    private void Work()
    {
        while (TakeBatch())
        {
            try
            {
                Commit();
            }
            catch (Exception exception)
            {
                // The outcome is unknown to the callers: they must read again before they go on.
                foreach (var write in _batch) write.Fail(exception);
            }
        }

        _session.Dispose();
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        var removed = 0;
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_isClosing) return false;
                Monitor.Wait(_gate);
            }

            while (_batch.Count < _options.TransactionWritesMax && _waiting.TryDequeue(out var write))
            {
                removed++;
                if (write.TryTake()) _batch.Add(write);
            }
        }

        _room.Release(removed);
        return true;
    }

    private void Commit()
    {
        if (_batch.Count == 0) return;

        _session.Execute("BEGIN IMMEDIATE");
        try
        {
            _session.ReserveVersions(_batch.Count);
            foreach (var write in _batch) Run(write);
            _session.Execute("COMMIT");
        }
        catch
        {
            _session.ForgetVersions();
            if (IsInTransaction()) _session.Execute("ROLLBACK");
            throw;
        }

        foreach (var write in _batch) write.Complete();
    }

    private void Run(PendingWrite write)
    {
        if (!write.IsOneStatement) _session.Execute("SAVEPOINT one");
        try
        {
            write.Run(_session);
        }
        catch (Exception exception)
        {
            // A full or broken disk ends the whole transaction; then this is everyone's failure.
            if (!IsInTransaction()) throw;
            if (!write.IsOneStatement) _session.Execute("ROLLBACK TO one");
            write.Refusal = exception;
        }

        if (!write.IsOneStatement) _session.Execute("RELEASE one");
    }

    private bool IsInTransaction() => raw.sqlite3_get_autocommit(_session.Connection.Handle) == 0;
}

using System.Collections.Concurrent;

namespace Framemill.Storage.Sqlite;

/// <summary>A bounded pool of reading connections. Reads run on the thread pool: no turn waits for the disk.</summary>
internal sealed class SqliteReaders(Func<SqliteSession> open, int readersMax) : IDisposable
{
    private readonly SemaphoreSlim _free = new(readersMax);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public async Task<TResult> ReadAsync<TResult>(
        Func<SqliteSession, TResult> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Dispose();
        _free.Dispose();
    }

    private TResult Read<TResult>(Func<SqliteSession, TResult> read)
    {
        if (!_idle.TryTake(out var session)) session = open();
        var isSound = false;
        try
        {
            var result = read(session);
            isSound = true;
            return result;
        }
        finally
        {
            if (isSound) _idle.Add(session);
            else session.Dispose();
        }
    }
}

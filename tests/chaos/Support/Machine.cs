using System.Collections.Concurrent;
using Framemill.Ports;

namespace Framemill.Tests.Chaos.Support;

/// <summary>
/// What would be one silo's process and its links: when it dies its threads and children go with it, and it can lose
/// its way to the stores. The ports of the silo go through it.
/// </summary>
internal sealed class Machine(string name, Moments moments, FilmBook book, LogLines log)
{
    private readonly CancellationTokenSource _dead = new();
    private readonly ConcurrentDictionary<IAsyncDisposable, bool> _owned = new();
    private readonly ConcurrentQueue<StoreFault> _writeFaults = new();
    private readonly ConcurrentQueue<StoreFault> _putFaults = new();
    private volatile bool _isCutOff;

    public string Name => name;

    public FilmBook Book => book;

    public CancellationToken Dead => _dead.Token;

    public void FailNextWrite(StoreFault fault) => _writeFaults.Enqueue(fault);

    public void FailNextPut(StoreFault fault) => _putFaults.Enqueue(fault);

    /// <summary>No store can be reached until <see cref="Reconnect"/>.</summary>
    public void CutOff() => _isCutOff = true;

    public void Reconnect() => _isCutOff = false;

    public async Task DieAsync()
    {
        await _dead.CancelAsync();
        foreach (var owned in _owned.Keys) await DropAsync(owned);
    }

    /// <summary>Something that a dying process takes with it.</summary>
    public void Own(IAsyncDisposable part) => _owned[part] = true;

    public async ValueTask DropAsync(IAsyncDisposable part)
    {
        if (_owned.TryRemove(part, out _)) await part.DisposeAsync();
    }

    public Task WriteAsync(Func<Task> write) => StoreAsync(_writeFaults, write);

    public Task PutAsync(Func<Task> put) => StoreAsync(_putFaults, put);

    /// <summary>A call of a port: it ends when the machine does.</summary>
    public async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        moments.Pass();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(Dead, cancellationToken);
        var result = await call(both.Token);
        moments.Pass();
        return result;
    }

    public void Begins(EncodeSegment work)
    {
        if (Dead.IsCancellationRequested) return;
        log.Add($"{name}: begins {work.RenderId} {work.Segment.Index}");
        book.Begins(work.RenderId, work.Segment.Index, name);
    }

    public void Moment() => moments.Pass();

    public void Reach()
    {
        moments.Pass();
        if (_isCutOff || Dead.IsCancellationRequested) throw new IOException($"{name} does not reach the store.");
    }

    /// <summary>Either outcome of a failed write is possible: it happened, or it did not.</summary>
    private async Task StoreAsync(ConcurrentQueue<StoreFault> faults, Func<Task> store)
    {
        Reach();
        faults.TryDequeue(out var fault);
        if (fault == StoreFault.Before) throw new IOException($"{name}: the store failed before the write.");
        await store();
        if (fault == StoreFault.After) throw new IOException($"{name}: the store failed after the write.");
        Reach();
    }
}

internal enum StoreFault
{
    None,
    Before,
    After,
}

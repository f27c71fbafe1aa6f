namespace Framemill.Media.Assets;

/// <summary>
/// Lets several who want the same thing wait for one piece of work. It is cancelled only when the last of them
/// gives up.
/// </summary>
internal sealed class SharedFetches
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _running = new(StringComparer.Ordinal);

    /// <param name="fetch">Runs once for all who wait.</param>
    public async Task<T> RunAsync<T>(
        string key, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellationToken)
        where T : class
    {
        Entry entry;
        lock (_gate)
        {
            if (!_running.TryGetValue(key, out entry!))
            {
                entry = new Entry();
                _running[key] = entry;
                entry.Work = RunOnceAsync(entry, key, fetch);
            }

            entry.Waiting++;
        }

        try
        {
            return (T)await entry.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                if (--entry.Waiting == 0)
                {
                    // Whoever comes now finds nothing half-cancelled.
                    if (_running.TryGetValue(key, out var current) && current == entry) _running.Remove(key);
                    entry.Cancellation.Cancel();
                }
            }
        }
    }

    private async Task<object> RunOnceAsync<T>(Entry entry, string key, Func<CancellationToken, Task<T>> fetch)
        where T : class
    {
        await Task.Yield(); // The caller holds the gate.
        try
        {
            return await fetch(entry.Cancellation.Token);
        }
        finally
        {
            lock (_gate)
            {
                if (_running.TryGetValue(key, out var current) && current == entry) _running.Remove(key);
            }
        }
    }

    private sealed class Entry
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public Task<object> Work { get; set; } = Task.FromResult<object>("");

        public int Waiting { get; set; }
    }
}

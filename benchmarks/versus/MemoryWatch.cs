namespace Framemill.Benchmarks.Versus;

/// <summary>Samples the memory of a process tree while it runs.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);
    private readonly PeriodicTimer _timer = new(Period);
    private readonly Task _watching;

    public MemoryWatch(int processId) => _watching = WatchAsync(processId);

    public double PeakMiB { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _watching;
    }

    private async Task WatchAsync(int processId)
    {
        while (await _timer.WaitForNextTickAsync()) PeakMiB = Math.Max(PeakMiB, Usage.MemoryMiB(processId));
    }
}

namespace Framemill.Tests.Chaos.Support;

/// <summary>
/// Counts what the silos do: writes, calls of ports, batches. A fault strikes at the n-th of these, not at a time of
/// the clock, so that a seed means much the same on a fast machine and on a busy one.
/// </summary>
internal sealed class Moments
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, int> _awaited = new();

    public int Count { get; private set; }

    public void Pass()
    {
        lock (_gate)
        {
            Count++;
            while (_awaited.TryPeek(out var reached, out var count) && count <= Count)
            {
                _awaited.Dequeue();
                reached.TrySetResult();
            }
        }
    }

    public Task At(int count)
    {
        lock (_gate)
        {
            if (count <= Count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Enqueue(reached, count);
            return reached.Task;
        }
    }
}

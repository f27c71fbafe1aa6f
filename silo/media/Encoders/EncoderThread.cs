using System.Collections.Concurrent;

namespace Framemill.Media.Encoders;

/// <summary>
/// A thread of its own for work that takes a core for long: it must hold no thread of the pool. What is given to it
/// runs in order.
/// </summary>
internal sealed class EncoderThread : IAsyncDisposable
{
    private const int StackBytes = 4 << 20;
    private readonly BlockingCollection<Action> _work = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EncoderThread() =>
        new Thread(Run, StackBytes) { IsBackground = true, Name = "segment encoder" }.Start();

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    /// <summary>Returns when all that was given is done and the thread has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _ended.Task;
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
        _ended.SetResult();
    }
}

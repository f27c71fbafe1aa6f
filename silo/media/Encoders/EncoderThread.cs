using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Framemill.Media.Encoders;

/// <summary>
/// A thread of its own for work that takes a core for long: it must hold no thread of the pool. What is given to it
/// runs in order.
/// </summary>
internal sealed partial class EncoderThread : IAsyncDisposable
{
    private const int YieldsBy = 5; // About a third of a core is left to it beside a thread that does not yield.
    private const int StackBytes = 4 << 20;
    private readonly BlockingCollection<Action> _work = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="yields">
    /// Let those go first who do not yield, where there are more threads than cores. Threads that are begun by this one
    /// do the same.
    /// </param>
    public EncoderThread(bool yields) =>
        new Thread(() => Run(yields), StackBytes) { IsBackground = true, Name = "segment encoder" }.Start();

    public Task RunAsync(Action work) => RunAsync(() =>
    {
        work();
        return true;
    });

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

    /// <summary>Of the calling thread alone, on Linux.</summary>
    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int AddNiceness(int increment);

    private void Run(bool yields)
    {
        if (yields) _ = AddNiceness(YieldsBy);
        foreach (var work in _work.GetConsumingEnumerable()) work();
        _ended.SetResult();
    }
}

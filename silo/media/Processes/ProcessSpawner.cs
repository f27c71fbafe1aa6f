using System.Collections.Concurrent;
using System.Diagnostics;

namespace Framemill.Media.Processes;

/// <summary>
/// Starts every child from one thread that never ends. The kernel kills a child with the THREAD that started it
/// (that is what its parent-death signal means), and threads of the pool come and go.
/// </summary>
internal static class ProcessSpawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Waiting =
        StartThread();

    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add((info, started));
        return started.Task;
    }

    private static BlockingCollection<(ProcessStartInfo, TaskCompletionSource<Process>)> StartThread()
    {
        var waiting = new BlockingCollection<(ProcessStartInfo, TaskCompletionSource<Process>)>();
        new Thread(() => Run(waiting)) { IsBackground = true, Name = "process spawner" }.Start();
        return waiting;
    }

    private static void Run(BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> waiting)
    {
        foreach (var (info, started) in waiting.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }
}

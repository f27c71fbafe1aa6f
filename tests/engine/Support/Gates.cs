using System.Collections.Concurrent;

namespace Framemill.Tests.Engine.Support;

/// <summary>Points that grains report reaching and may be held at, named by the test: no test waits by the clock.</summary>
public static class Gates
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Known = new();

    /// <summary>Says that a point was reached.</summary>
    public static void Reach(string name) => Get(name).TrySetResult();

    /// <summary>Waits until a point is reached.</summary>
    public static Task Reached(string name) => Get(name).Task.WaitAsync(Patience);

    public static bool IsReached(string name) => Get(name).Task.IsCompleted;

    /// <summary>A name that no other test uses.</summary>
    public static string Fresh(string name) => $"{name}-{Guid.NewGuid():N}";

    private static TaskCompletionSource Get(string name) =>
        Known.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>What grains did, in order, for the test to read.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Known = new();

    public static void Add(string name, string line) => Known.GetOrAdd(name, _ => new()).Enqueue(line);

    public static string[] Read(string name) => Known.TryGetValue(name, out var lines) ? [.. lines] : [];
}

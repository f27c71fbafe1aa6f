using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Framemill.Tests.Engine;

/// <summary>
/// What grains of this process tell a test, by a key that is the test's own. Tests wait for it, not for time.
/// </summary>
public static class Inbox
{
    private static readonly ConcurrentDictionary<string, Channel<string>> s_channels = new();

    public static void Put(string key, string message) => Channel(key).Writer.TryWrite(message);

    public static async Task<string> TakeAsync(string key, CancellationToken cancellationToken) =>
        await Channel(key).Reader.ReadAsync(cancellationToken);

    public static async Task<List<string>> TakeAsync(string key, int count, CancellationToken cancellationToken)
    {
        var messages = new List<string>();
        while (messages.Count < count) messages.Add(await TakeAsync(key, cancellationToken));
        return messages;
    }

    private static Channel<string> Channel(string key) =>
        s_channels.GetOrAdd(key, static _ => System.Threading.Channels.Channel.CreateUnbounded<string>());
}

/// <summary>Gates that grains of this process wait at until a test opens them.</summary>
public static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> s_gates = new();

    public static Task PassAsync(string key) => Of(key).Task;

    public static void Open(string key) => Of(key).TrySetResult();

    private static TaskCompletionSource Of(string key) => s_gates.GetOrAdd(
        key, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

using System.Collections.Concurrent;
using Framemill.Renders;
using Orleans;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>Watches a render as a client does, and waits for what it shall become.</summary>
internal sealed class Watcher : IRenderObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Func<RenderView, bool>, TaskCompletionSource<RenderView>> _awaited = new();

    public ConcurrentQueue<RenderView> Seen { get; } = new();

    public static async Task<Watcher> OnAsync(IGrainFactory grains, string renderId)
    {
        var watcher = new Watcher();
        var reference = grains.CreateObjectReference<IRenderObserver>(watcher);
        if (await grains.GetGrain<IRenderGrain>(renderId).SubscribeAsync(reference, CancellationToken.None) is { } view)
            await watcher.ChangedAsync(view);
        return watcher;
    }

    public Task ChangedAsync(RenderView view)
    {
        Seen.Enqueue(view);
        foreach (var (condition, source) in _awaited)
        {
            if (condition(view)) source.TrySetResult(view);
        }

        return Task.CompletedTask;
    }

    public async Task<RenderView> UntilAsync(Func<RenderView, bool> condition)
    {
        var source = new TaskCompletionSource<RenderView>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[condition] = source;
        if (Seen.FirstOrDefault(condition) is { } seen) return seen;
        try
        {
            return await source.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The render stays at {Seen.LastOrDefault()}.");
        }
    }

    public Task<RenderView> EndAsync() =>
        UntilAsync(v => v.State is RenderState.Done or RenderState.Failed or RenderState.Cancelled);
}

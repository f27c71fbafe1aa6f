using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Framemill.Renders;

/// <summary>
/// Who watches a render, and what they were last told. Views are thinned out by time, never reordered.
/// </summary>
internal sealed class RenderAudience(RenderOptions options, TimeProvider time, ILogger logger)
{
    private const int LooksWhileWaiting = 20;

    private readonly ObserverManager<IRenderObserver> _observers = new(options.ObserverLapsesAfter, logger);
    private IGrainTimer? _ticks;
    private QueueView _queue = new();
    private DateTimeOffset? _queueSeen;
    private DateTimeOffset? _told;
    private RenderView? _lastTold;
    private long _version;
    private (Render Render, QueueView Queue)? _lastSeen;
    private TimeSpan _pace = options.ViewEvery;

    public bool IsEmpty => _observers.Count == 0;

    public bool QueueIsOld => _queueSeen is not { } seen || seen + LookAgainAfter <= time.GetUtcNow();

    /// <summary>A place far down in the queue changes slowly.</summary>
    private TimeSpan LookAgainAfter => _queue.SecondsAhead is { } ahead
        ? TimeSpan.FromTicks(Math.Clamp(
            TimeSpan.FromSeconds(Math.Min(ahead, 3_600) / LooksWhileWaiting).Ticks,
            options.ViewEvery.Ticks,
            LooksWhileWaiting * options.ViewEvery.Ticks))
        : options.ViewEvery;

    public void Add(IRenderObserver observer) => _observers.Subscribe(observer, observer);

    public void Remove(IRenderObserver observer) => _observers.Unsubscribe(observer);

    public void Saw(QueueView queue)
    {
        _queue = queue;
        _queueSeen = time.GetUtcNow();
    }

    /// <summary>The version is time, so that it grows across restarts too.</summary>
    public RenderView? View(Render render)
    {
        _version = Math.Max(_version + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        return RenderViews.Of(render, _queue, _version);
    }

    public async Task TellAsync(Render render, bool atOnce)
    {
        if (IsEmpty) return;
        var now = time.GetUtcNow();
        if (!atOnce && _told is { } told && told + options.ViewEvery > now)
        {
            Pace(options.ViewEvery);
            return;
        }

        if (_lastSeen is { } last && ReferenceEquals(last.Render, render) && ReferenceEquals(last.Queue, _queue))
            return;
        _lastSeen = (render, _queue);
        if (View(render) is not { } view || IsOldNews(view)) return;
        _told = now;
        _lastTold = view;
        await _observers.Notify(o => o.ChangedAsync(view));
    }

    public void Watch(IGrainBase grain, Func<CancellationToken, Task> tick) =>
        _ticks ??= grain.RegisterGrainTimer(
            async stop =>
            {
                Pace(LookAgainAfter);
                await tick(stop);
            },
            new GrainTimerCreationOptions { DueTime = options.ViewEvery, Period = options.ViewEvery });

    private void Pace(TimeSpan every)
    {
        if (every == _pace) return;
        _pace = every;
        _ticks?.Change(every, every);
    }

    public void StopWatching()
    {
        _ticks?.Dispose();
        _ticks = null;
    }

    /// <summary>Nothing a watcher could see has changed.</summary>
    private bool IsOldNews(RenderView view) =>
        _lastTold is { } last && view with { Version = last.Version } == last;
}

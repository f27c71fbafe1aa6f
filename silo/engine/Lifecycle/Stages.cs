using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Lifecycle;

/// <summary>Starts its observers stage by stage upwards, and stops those that started downwards.</summary>
internal class Stages : ILifecycleSubject
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private int? _highest;

    public int Highest => _highest ?? int.MinValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_gate) _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Grouped().OrderBy(group => group.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highest = stage.Key;
            await Task.WhenAll(stage.Select(item => item.Observer.OnStart(cancellationToken)));
        }
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        foreach (var stage in Grouped().Where(group => group.Key <= _highest).OrderByDescending(group => group.Key))
        {
            try
            {
                await Task.WhenAll(stage.Select(item => item.Observer.OnStop(cancellationToken)));
            }
            catch (Exception exception)
            {
                failures.Add(exception); // The lower stages must be stopped all the same.
            }
        }

        if (failures.Count > 0) OnStopFailed(failures);
    }

    protected virtual void OnStopFailed(List<Exception> failures) => throw new AggregateException(failures);

    private List<IGrouping<int, Subscription>> Grouped()
    {
        lock (_gate) return [.. _subscriptions.GroupBy(item => item.Stage)];
    }

    private sealed record Subscription(Stages Owner, string Name, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose()
        {
            lock (Owner._gate) Owner._subscriptions.Remove(this);
        }
    }
}

/// <summary>The life of one silo.</summary>
internal sealed class SiloStages : Stages, ISiloLifecycleSubject
{
    public int HighestCompletedStage => Highest;

    public int LowestStoppedStage => int.MaxValue;
}

/// <summary>The life of one client.</summary>
internal sealed class ClientStages : Stages, IClusterClientLifecycle;

using Framemill.Engine.Calls;
using Framemill.Engine.Clusters;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Observers;

/// <summary>An object that observes: its notifications run one after another, outside all grains.</summary>
internal sealed class ObserverTarget(GrainId grainId, IGrainObserver observer, Cluster cluster)
    : CallTarget, IThreadPoolWorkItem
{
    public static readonly GrainType Type = GrainType.Create("sys.client");

    // As with a remote client, being referred to by grains does not keep the object alive.
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<Call> _waiting = new();
    private readonly Lock _gate = new();
    private Call? _current;
    private bool _busy;
    private bool _gone;

    public GrainId GrainId { get; } = grainId;

    public bool Holds(IGrainObserver candidate) =>
        _observer.TryGetTarget(out var held) && ReferenceEquals(held, candidate);

    public void Remove()
    {
        Call[] lost;
        lock (_gate)
        {
            _gone = true;
            lost = [.. _waiting];
            _waiting.Clear();
        }

        cluster.RemoveObserver(GrainId);
        foreach (var call in lost) call.Fail(new ClientNotAvailableException(GrainId));
    }

    public override bool TryAccept(Call call)
    {
        lock (_gate)
        {
            if (_gone) return false;
            call.Holder = this;
            _waiting.Enqueue(call);
            if (_busy) return true;
            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Fails the notifications whose senders have waited long enough.</summary>
    public void ExpireCalls()
    {
        List<Call> expired;
        lock (_gate)
        {
            expired = [.. _waiting.Where(IsDue)];
            if (_current is { } current && IsDue(current)) expired.Add(current);
        }

        foreach (var call in expired) call.Expire();

        static bool IsDue(Call call) => call.Deadline <= call.Sender.Tick && !call.IsAnswered;
    }

    public override void OnFinished(Call call) => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    public override void OnCancelled(Call call) => call.SignalCallee();

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            Call? call;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out call))
                {
                    _busy = false;
                    _current = null;
                    return;
                }

                _current = call;
            }

            if (!_observer.TryGetTarget(out var target))
            {
                call.Fail(new ClientNotAvailableException(GrainId));
                Remove();
                continue;
            }

            RequestContext.Values = call.Context;
            var finished = call.Run(this, target);
            RequestContext.Values = null;
            if (!finished) return; // It goes on once this call is done.
        }
    }
}

using Framemill.Engine.Activations;
using Framemill.Engine.Calls;
using Framemill.Engine.Placement;
using Orleans.Runtime;

namespace Framemill.Engine.Clusters;

/// <summary>One key's place in the directory: at most one activation, and the calls that wait for it.</summary>
internal sealed class GrainEntry(GrainId grainId)
{
    // A silo may end between its choice and its use, but not again and again.
    private const int PlacementAttempts = 8;

    private readonly Lock _gate = new();
    private readonly List<Call> _pending = [];
    private bool _placing;
    private bool _gone;

    public GrainId GrainId { get; } = grainId;

    public Activation? Current { get; private set; }

    /// <summary>Takes a call; false when this entry is out of the directory already.</summary>
    public bool TryTake(Cluster cluster, GrainClass grainClass, Call call, out CallTarget? target)
    {
        target = null;
        lock (_gate)
        {
            if (_gone) return false;
            if (!_placing && Current is { } current && current.TryAccept(call))
            {
                target = current;
                return true;
            }

            _pending.Add(call);
            if (_placing) return true;
            _placing = true;
        }

        _ = PlaceAsync(cluster, grainClass, call);
        return true;
    }

    /// <summary>The activation has ended: the next call places the grain anew.</summary>
    public void Release(Cluster cluster, Activation activation)
    {
        lock (_gate)
        {
            if (Current != activation) return;
            Current = null;
            if (_placing) return;
            _gone = true;
        }

        cluster.Forget(this);
    }

    public void ExpirePending()
    {
        if (!_placing) return;
        List<Call> expired;
        lock (_gate)
        {
            expired = _pending.FindAll(call => call.Deadline <= call.Sender.Tick);
            foreach (var call in expired) _pending.Remove(call);
        }

        foreach (var call in expired) call.Expire();
    }

    private async Task PlaceAsync(Cluster cluster, GrainClass grainClass, Call first)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var silo = await Placements.ChooseSiloAsync(cluster, grainClass, first);
                if (silo.TryActivate(grainClass, this) is { } activation)
                {
                    Settle(activation);
                    return;
                }

                if (attempt == PlacementAttempts)
                {
                    throw new SiloUnavailableException($"No silo would take grain {GrainId}.");
                }
            }
        }
        catch (Exception exception)
        {
            FailAll(cluster, exception);
        }
    }

    private void Settle(Activation activation)
    {
        List<Call>? unwanted = null;
        Dictionary<string, object>? context;
        lock (_gate)
        {
            context = _pending.Count > 0 ? _pending[0].Context : null;
            Current = activation;
            _placing = false;
            foreach (var call in _pending)
            {
                if (!call.IsAnswered && !activation.TryAccept(call)) (unwanted ??= []).Add(call);
            }

            _pending.Clear();
        }

        activation.Begin(context);
        if (unwanted is null) return;
        foreach (var call in unwanted) activation.Silo.Cluster.Route(call);
    }

    private void FailAll(Cluster cluster, Exception exception)
    {
        Call[] failed;
        lock (_gate)
        {
            failed = [.. _pending];
            _pending.Clear();
            _placing = false;
            _gone = true;
        }

        cluster.Forget(this);
        foreach (var call in failed) call.Fail(exception);
    }
}

using Framemill.Engine.Calls;
using Framemill.Engine.Clusters;
using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <summary>The workers of one stateless grain on one silo: one more whenever all are busy, up to the limit.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId grainId)
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];

    public CallTarget? Accept(Call call)
    {
        while (true)
        {
            var (worker, isNew) = Choose();
            if (worker is null)
            {
                throw new SiloUnavailableException($"Silo {silo.Address} takes no more grains.");
            }

            var accepted = worker.TryAccept(call);
            if (isNew) worker.Begin(call.Context);
            if (accepted) return null; // Never remembered by a reference: the next call may want another worker.
            lock (_gate) _workers.Remove(worker);
        }
    }

    private (Activation? Worker, bool IsNew) Choose()
    {
        lock (_gate)
        {
            _workers.RemoveAll(worker => !worker.IsLive);
            Activation? least = null;
            var load = int.MaxValue;
            foreach (var worker in _workers)
            {
                var its = worker.Load;
                if (its >= load) continue;
                (least, load) = (worker, its);
                if (its == 0) return (worker, false);
            }

            if (_workers.Count >= ((StatelessWorkerPlacement)grainClass.Placement).MaxLocal) return (least, false);
            if (silo.TryActivate(grainClass, grainId) is not { } added) return (least, false);
            _workers.Add(added);
            return (added, true);
        }
    }
}

using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Simulation.World;

/// <summary>One lease under way on a simulated device.</summary>
public sealed class SimWork(Lease lease, int shard)
{
    /// <summary>The shard that gave it out.</summary>
    public int Shard => shard;

    public Lease Lease => lease;

    public WorkTicket Ticket => new(lease.Work.Id, lease.Epoch);

    /// <summary>Ends the lane with the segment it is at; null while nothing runs that could.</summary>
    public Action? GiveWay { get; set; }

    /// <summary>It was asked to give way before it began.</summary>
    public bool Yields { get; set; }

    /// <summary>Nothing it does counts here any more; what it sent is still on its way.</summary>
    public bool IsStopped { get; set; }
}

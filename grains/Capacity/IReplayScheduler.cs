using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>Who decides in a replay.</summary>
public interface IReplayScheduler
{
    void Enqueue(IReadOnlyList<WorkItem> work, DateTimeOffset now);

    /// <summary>Devices that should ask for work.</summary>
    IReadOnlyList<string> DevicesToWake(DateTimeOffset now);

    /// <summary>Settles what ended on the device and gives it more.</summary>
    IReadOnlyList<Lease> Pull(ReplayDevice device, IReadOnlyList<EndedLease> ended, DateTimeOffset now);

    /// <summary>Leases that should be given back early.</summary>
    IReadOnlyList<Revocation> Preempt(DateTimeOffset now);

    /// <summary>Expected seconds until a film is done; null from who does not know.</summary>
    double? SecondsLeft(string renderId, DateTimeOffset now);
}

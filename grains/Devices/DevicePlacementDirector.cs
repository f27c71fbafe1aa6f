using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Framemill.Devices;

/// <summary>
/// Finds the silo that owns a device. Without it the call fails: the device's memory and child processes are nowhere
/// else.
/// </summary>
public sealed class DevicePlacementDirector(IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString() ?? "";
        var owner = DeviceKey.SiloOf(key);
        var members = membership.CurrentSnapshot.Members;
        foreach (var silo in context.GetCompatibleSilos(target))
        {
            if (members.TryGetValue(silo, out var member) && member.Name == owner) return Task.FromResult(silo);
        }

        throw new OrleansException($"The silo '{owner}' that owns '{key}' is not there.");
    }
}

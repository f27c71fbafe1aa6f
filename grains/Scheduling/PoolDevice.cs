using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>What a pool knows of one of its devices.</summary>
internal sealed class PoolDevice(string id)
{
    public string Id => id;

    public required DeviceDescription Description { get; set; }

    public DateTimeOffset LastSeen { get; set; }

    /// <summary>Of the newest offer: one that was overtaken says nothing any more.</summary>
    public long Sequence { get; set; }

    public bool IsDraining { get; set; }

    public List<HeldLease> Leases { get; } = [];

    public int LanesHeld { get; set; }

    public int StepsHeld { get; set; }

    /// <summary>Bytes of running work and of the models that it needs.</summary>
    public long BytesHeld { get; set; }

    public IReadOnlyList<ResidentModel> Models { get; set; } = [];

    /// <summary>Failures since its last success.</summary>
    public int Faults { get; set; }

    /// <summary>It failed too often and gets nothing until then.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    /// <summary>It was told of work and has not pulled since.</summary>
    public DateTimeOffset? Woken { get; set; }

    /// <summary>Its speed compared with its fellows, as it was when it was put among the idle.</summary>
    public double Rank { get; set; }

    /// <summary>Its free lanes then, likewise.</summary>
    public int FreeLanesRanked { get; set; }

    public bool IsAmongIdle { get; set; }

    public DeviceTime Time { get; } = new();

    public long FreeBytes => Description.MemoryBytes - BytesHeld;

    public int FreeLanes => Description.LaneSlots - LanesHeld;

    public int FreeSteps => Description.LightSlots - StepsHeld;

    public bool HasFreeSlot => FreeLanes > 0 || FreeSteps > 0;

    public int FreeSlots(WorkKind kind) => kind == WorkKind.Segments ? FreeLanes : FreeSteps;

    public bool HasModel(string key)
    {
        foreach (var model in Models)
        {
            if (model.Key == key) return true;
        }

        return false;
    }

    /// <summary>A lease needs it now, so its bytes are counted already.</summary>
    public bool UsesModel(string key)
    {
        foreach (var lease in Leases)
        {
            if (lease.Lease.Work.Model?.Key == key) return true;
        }

        return false;
    }
}

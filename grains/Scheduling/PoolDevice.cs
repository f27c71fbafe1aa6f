using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>What a pool knows of one of its devices.</summary>
internal sealed class PoolDevice(string id, DeviceStanding standing)
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
    public long BytesHeld { get; private set; }

    public IReadOnlyList<ResidentModel> Models { get; set; } = [];

    public DeviceStanding Standing => standing;

    /// <summary>It pulls, and is not out.</summary>
    public bool IsUsable => !IsDraining && standing.Health != DeviceHealth.Out;

    public IReadOnlyList<DeviceReading> Readings { get; set; } = [];

    /// <summary>It was told of work and has not pulled since.</summary>
    public DateTimeOffset? Woken { get; set; }

    /// <summary>Its speed compared with its fellows, as it was when it was put among the idle.</summary>
    public double Rank { get; set; }

    /// <summary>Its free lanes then, likewise.</summary>
    public int FreeLanesRanked { get; set; }

    /// <summary>It is pulling: it is listed nowhere until that is over.</summary>
    public bool IsPulling { get; set; }

    /// <summary>It is listed as one with a free lane slot.</summary>
    public bool IsAmongIdle { get; set; }

    /// <summary>It is listed as one with a free slot for steps.</summary>
    public bool IsAmongIdleSteps { get; set; }

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

    /// <summary>Anew, since those who need a model need not agree on its size; there are few leases.</summary>
    public void CountBytes()
    {
        long bytes = 0;
        for (var i = 0; i < Leases.Count; i++)
        {
            bytes += Leases[i].Lease.Work.MemoryBytes;
            if (Leases[i].Lease.Work.Model is not { } model) continue;
            var most = BytesOf(model);
            var isFirst = true;
            for (var j = 0; j < Leases.Count; j++)
            {
                if (Leases[j].Lease.Work.Model is not { } other || other.Key != model.Key) continue;
                most = Math.Max(most, other.Bytes);
                isFirst &= j >= i;
            }

            if (isFirst) bytes += most;
        }

        BytesHeld = bytes;
    }

    /// <summary>What the device says it takes, if it has it, where that is more.</summary>
    public long BytesOf(ModelNeed need)
    {
        foreach (var model in Models)
        {
            if (model.Key == need.Key) return Math.Max(model.Bytes, need.Bytes);
        }

        return need.Bytes;
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

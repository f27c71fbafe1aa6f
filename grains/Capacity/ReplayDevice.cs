using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>A device in a replay.</summary>
public sealed class ReplayDevice(string id, double speed, DeviceDescription description)
{
    private readonly List<ResidentModel> _models = [];

    public string Id => id;

    /// <summary>1 for the speeds that the plan names.</summary>
    public double Speed => speed;

    public DeviceDescription Description => description;

    public List<ReplayLease> Running { get; } = [];

    /// <summary>Replaced with every change, so that an offer may hold on to it.</summary>
    public IReadOnlyList<ResidentModel> Models { get; private set; } = [];

    /// <summary>True when it has to be loaded; the one that was used longest ago makes room.</summary>
    public bool Use(ModelNeed need)
    {
        var at = _models.FindIndex(m => m.Key == need.Key);
        var isMissing = at < 0;
        if (!isMissing) _models.RemoveAt(at);
        _models.Add(new ResidentModel(need.Key, need.Bytes));
        var free = description.MemoryBytes - Running.Sum(r => r.Lease.Work.MemoryBytes);
        while (_models.Count > 1 && _models.Sum(m => m.Bytes) > free) _models.RemoveAt(0);
        if (isMissing) Models = _models.ToArray();
        return isMissing;
    }
}

/// <summary>A lease under way in a replay.</summary>
public sealed class ReplayLease(Lease lease, double begun, double end, double loading)
{
    public Lease Lease => lease;

    public double Begun => begun;

    public double Loading => loading;

    public double End { get; set; } = end;

    /// <summary>Frames that will be made by then.</summary>
    public int Frames { get; set; }
}

namespace Framemill.Scheduling;

/// <summary>All waiting work of one shape and level, as one line for each tenant.</summary>
internal sealed class ShapeQueue(WorkShape shape, WorkLevel level, SpeedProfile speeds, ModelDemand? model)
{
    public WorkShape Shape => shape;

    public WorkLevel Level => level;

    public SpeedProfile Speeds => speeds;

    public ModelDemand? Model => model;

    /// <summary>Those whose turn may come; a tenant at its burst limit is out of it.</summary>
    public IndexedHeap<TenantLine> Turns { get; } = new(TenantLine.ByTurn.Instance);

    public Dictionary<TenantAccount, TenantLine> Lines { get; } = [];

    /// <summary>Place in the list of its level.</summary>
    public int Index { get; set; }
}

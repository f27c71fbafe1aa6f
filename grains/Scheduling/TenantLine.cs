namespace Framemill.Scheduling;

/// <summary>One tenant's waiting work of one shape and level, oldest first.</summary>
internal sealed class TenantLine(TenantAccount tenant, ShapeQueue queue) : IHeapNode
{
    public TenantAccount Tenant => tenant;

    public ShapeQueue Queue => queue;

    public IndexedHeap<WaitingWork> Work { get; } = new(DueFirst.Instance);

    public int HeapIndex { get; set; } = -1;

    /// <summary>Tenants take turns; within one tenant the work that is due first goes.</summary>
    public static int Compare(TenantLine x, TenantLine y)
    {
        var order = TenantAccount.Compare(x.Tenant, y.Tenant);
        return order != 0 ? order : DueFirst.Instance.Compare(x.Work.Min, y.Work.Min);
    }

    internal sealed class ByTurn : IComparer<TenantLine>
    {
        public static readonly ByTurn Instance = new();

        public int Compare(TenantLine? x, TenantLine? y) => TenantAccount.Compare(x!.Tenant, y!.Tenant);
    }
}

namespace Framemill.Scheduling;

/// <summary>
/// The order within a tenant: oldest render first, inside a render by kind and place. Ids break ties, so that a seed
/// replays.
/// </summary>
internal sealed class DueFirst : IComparer<WaitingWork>
{
    public static readonly DueFirst Instance = new();

    public int Compare(WaitingWork? x, WaitingWork? y) => Compare(x!.Item, y!.Item);

    public static int Compare(WorkItem x, WorkItem y)
    {
        var order = x.Since.CompareTo(y.Since);
        if (order == 0) order = string.CompareOrdinal(x.RenderId, y.RenderId);
        if (order == 0) order = ((int)x.Kind).CompareTo((int)y.Kind);
        if (order == 0) order = x.Order.CompareTo(y.Order);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }
}

namespace Framemill.Scheduling;

/// <summary>
/// The order within a tenant: oldest render first, inside a render by kind and place. Ids break ties, so that a seed
/// replays. The first lane of a film that came later goes before the later lanes of one before it: it is short, and
/// with it the film can be watched. Not so in batch, where nobody watches, and for so long only that no film is held
/// up for ever.
/// </summary>
internal sealed class DueFirst : IComparer<WaitingWork>
{
    /// <summary>Later lanes count as if their film had come by so much later.</summary>
    public static readonly TimeSpan FirstLanesAhead = TimeSpan.FromMinutes(10);

    public static readonly DueFirst Instance = new();

    public static DateTimeOffset DueSince(WorkItem work) =>
        work.Kind == WorkKind.Segments && work.Order > 0 && work.Class != WorkClass.Batch
            ? work.Since + FirstLanesAhead
            : work.Since;

    public int Compare(WaitingWork? first, WaitingWork? second)
    {
        var order = first!.DueSince.CompareTo(second!.DueSince);
        if (order != 0) return order;
        var (x, y) = (first.Item, second.Item);
        order = x.Since.CompareTo(y.Since);
        if (order == 0) order = string.CompareOrdinal(x.RenderId, y.RenderId);
        if (order == 0) order = ((int)x.Kind).CompareTo((int)y.Kind);
        if (order == 0) order = x.Order.CompareTo(y.Order);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }
}

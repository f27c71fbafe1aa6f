namespace Framemill.Scheduling;

/// <summary>A piece of work in the queue.</summary>
internal sealed class WaitingWork(WorkItem item, DateTimeOffset enqueued, double seconds) : IHeapNode
{
    public WorkItem Item => item;

    /// <summary>Since when this pool knows of it.</summary>
    public DateTimeOffset Enqueued => enqueued;

    /// <summary>What its place within its tenant goes by.</summary>
    public DateTimeOffset DueSince { get; } = DueFirst.DueSince(item);

    /// <summary>Expected seconds of one usual slot, as reckoned when it came.</summary>
    public double Seconds => seconds;

    public WorkLevel Level { get; set; }

    public TenantLine? Line { get; set; }

    public int HeapIndex { get; set; } = -1;
}

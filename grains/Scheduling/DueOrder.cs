namespace Framemill.Scheduling;

/// <summary>
/// The order in which waiting work is due: priority, then the tenant that used least, then who waited longest. What a
/// tenant is given counts as used at once, so tenants take turns within one cycle.
/// </summary>
public static class DueOrder
{
    private sealed class Line(string tenant, Queue<WorkItem> work)
    {
        public string Tenant => tenant;
        public Queue<WorkItem> Work => work;
    }

    public static IEnumerable<WorkItem> Of(PoolSnapshot pool)
    {
        var used = new Dictionary<string, double>(pool.Used, StringComparer.Ordinal);
        foreach (var level in pool.Waiting.GroupBy(w => w.Priority).OrderByDescending(g => g.Key))
        {
            var lines = new PriorityQueue<Line, (double Used, string Tenant)>(ByUse.Instance);
            foreach (var tenant in level.GroupBy(w => w.Tenant, StringComparer.Ordinal))
            {
                var line = new Line(tenant.Key, new Queue<WorkItem>(tenant.Order(ByWaiting.Instance)));
                lines.Enqueue(line, (used.GetValueOrDefault(tenant.Key), tenant.Key));
            }

            while (lines.TryDequeue(out var line, out _))
            {
                var work = line.Work.Dequeue();
                yield return work;
                var total = used.GetValueOrDefault(line.Tenant) + WorkCost.Seconds(work, pool.FramesPerSecond);
                used[line.Tenant] = total;
                if (line.Work.Count > 0) lines.Enqueue(line, (total, line.Tenant));
            }
        }
    }

    private sealed class ByUse : IComparer<(double Used, string Tenant)>
    {
        public static readonly ByUse Instance = new();

        public int Compare((double Used, string Tenant) x, (double Used, string Tenant) y)
        {
            var order = x.Used.CompareTo(y.Used);
            return order != 0 ? order : string.CompareOrdinal(x.Tenant, y.Tenant);
        }
    }

    /// <summary>
    /// Oldest render first; inside a render by kind and place. Ids break ties, so that a seed replays.
    /// </summary>
    private sealed class ByWaiting : IComparer<WorkItem>
    {
        public static readonly ByWaiting Instance = new();

        public int Compare(WorkItem? x, WorkItem? y)
        {
            var order = x!.Since.CompareTo(y!.Since);
            if (order == 0) order = string.CompareOrdinal(x.RenderId, y.RenderId);
            if (order == 0) order = x.Kind.CompareTo(y.Kind);
            if (order == 0) order = x.Order.CompareTo(y.Order);
            return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
        }
    }
}

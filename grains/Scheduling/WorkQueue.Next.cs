namespace Framemill.Scheduling;

/// <summary>Which waiting work a device gets, or why it gets none.</summary>
internal sealed partial class WorkQueue
{
    /// <summary>Devices that take work.</summary>
    public int DevicesUsable { get; set; }

    /// <summary>Lane slots of all of them.</summary>
    public int LaneSlots { get; set; }

    /// <summary>The most due work that the device can hold and should do; null when there is none.</summary>
    public WaitingWork? Next(PoolDevice device, DateTimeOffset now)
    {
        if (!device.HasFreeSlot) return null;
        device.Time.IsBlocked = false;
        foreach (var level in _levels)
        {
            TenantLine? first = null;
            foreach (var queue in level)
            {
                if (queue.Turns.Count == 0) continue;
                var line = queue.Turns.Min;
                if (WhyNot(device, queue, line.Work.Min, now) is { } reason)
                {
                    if (reason == WaitReason.MemoryIsTaken && queue.Shape.IsLane) device.Time.IsBlocked = true;
                    continue;
                }

                if (first is null || TenantLine.Compare(line, first) < 0) first = line;
            }

            if (first is not null) return first.Work.Min;
        }

        return null;
    }

    /// <summary>True when the device would get something now.</summary>
    public bool HasWorkFor(PoolDevice device, DateTimeOffset now)
    {
        foreach (var level in _levels)
        {
            foreach (var queue in level)
            {
                if (queue.Turns.Count > 0 && WhyNot(device, queue, queue.Turns.Min.Work.Min, now) is null) return true;
            }
        }

        return false;
    }

    /// <summary>Null when the device can and should do the work.</summary>
    public WaitReason? WhyNot(PoolDevice device, ShapeQueue queue, WaitingWork work, DateTimeOffset now)
    {
        // 1. What the device cannot do.
        var shape = queue.Shape;
        if (device.FreeSlots(shape.Kind) <= 0) return WaitReason.AllDevicesAreBusy;
        var bytes = shape.MemoryBytes;
        if (queue.Model is { } model && !device.UsesModel(model.Key)) bytes += model.Bytes;
        if (device.FreeBytes < bytes) return WaitReason.MemoryIsTaken;
        if (device.RestsUntil > now) return WaitReason.DevicesRest;
        if (DevicesUsable > 1 && shape.AvoidDevice == device.Id) return WaitReason.FailedThere;

        // 2. What another would have done sooner, if the work may wait for it.
        if (!shape.IsLane || now - work.Enqueued >= options.HoldBackMax) return null;
        if (queue.Model is { } wanted && !device.HasModel(wanted.Key) && wanted.LoadSeconds > wanted.WaitFor(work))
            return WaitReason.HeldForItsModel;
        var seconds = work.Item.Frames / queue.Speeds.Of(device.Id);
        var best = work.Item.Frames / queue.Speeds.Best;
        var wait = LaneSeconds / Math.Max(1, LaneSlots);
        return seconds > options.SlownessMax * best && seconds > best + wait ? WaitReason.HeldForFasterDevice : null;
    }

    /// <summary>All that waits in the order in which it is due, as if each piece were given out at once.</summary>
    public IEnumerable<WaitingWork> InDueOrder(DateTimeOffset now)
    {
        var given = new Dictionary<TenantAccount, Turn>();
        var outOfTurn = new List<WaitingWork>();
        foreach (var level in _levels)
        {
            var turns = new PriorityQueue<Turn, Turn>(Turn.Order);
            foreach (var group in level.SelectMany(q => q.Lines.Values).GroupBy(l => l.Tenant))
            {
                if (!given.TryGetValue(group.Key, out var turn)) given.Add(group.Key, turn = new Turn(group.Key));
                var open = group.Where(l => l.HeapIndex >= 0).SelectMany(l => l.Work.Unordered.ToArray()).ToArray();
                outOfTurn.AddRange(group.Where(l => l.HeapIndex < 0).SelectMany(l => l.Work.Unordered.ToArray()));
                if (open.Length == 0) continue;
                Array.Sort(open, DueFirst.Instance);
                turn.Begin(open);
                turns.Enqueue(turn, turn);
            }

            while (turns.TryDequeue(out var turn, out _))
            {
                var work = turn.Take();
                yield return work;
                turn.Share = tenants.ShareWith(turn.Account, turn.Seconds, turn.ByteSeconds, now);
                if (!turn.IsOver) turns.Enqueue(turn, turn);
            }
        }

        outOfTurn.Sort(DueFirst.Instance);
        foreach (var work in outOfTurn) yield return work;
    }

    /// <summary>A tenant's place while the queue is played through.</summary>
    private sealed class Turn(TenantAccount account)
    {
        public static readonly IComparer<Turn> Order = Comparer<Turn>.Create(Compare);

        private WaitingWork[] _work = [];
        private int _at;
        private int _lanes = account.LanesHeld;

        public TenantAccount Account => account;

        public double Share { get; set; } = account.Share;

        public double Seconds { get; private set; }

        public double ByteSeconds { get; private set; }

        public bool IsOver => _at == _work.Length;

        public void Begin(WaitingWork[] work) => (_work, _at) = (work, 0);

        public WaitingWork Take()
        {
            var work = _work[_at++];
            Seconds += work.Seconds;
            ByteSeconds += work.Seconds * work.Item.MemoryBytes;
            if (work.Item.Kind == WorkKind.Segments) _lanes++;
            return work;
        }

        private bool IsBelowQuota => _lanes < account.Terms.QuotaLanes;

        private static int Compare(Turn x, Turn y)
        {
            if (x.IsBelowQuota != y.IsBelowQuota) return x.IsBelowQuota ? -1 : 1;
            var order = x.Share.CompareTo(y.Share);
            return order != 0 ? order : string.CompareOrdinal(x.Account.Name, y.Account.Name);
        }
    }
}

namespace Framemill.Scheduling;

/// <summary>Which waiting work a device gets, or why it gets none.</summary>
internal sealed partial class WorkQueue
{
    /// <summary>So many faster devices with room are looked at before the device that asks may have the work.</summary>
    public const int FasterLookedAtMax = 4;

    /// <summary>Faster devices than the one that asks, with room now; the fastest few, the fastest first.</summary>
    public delegate ReadOnlySpan<PoolDevice> FasterDevices(PoolDevice device);

    private int _given;

    /// <summary>Devices that take work.</summary>
    public int DevicesUsable { get; set; }

    /// <summary>Lane slots of all of them.</summary>
    public int LaneSlots { get; set; }

    public required FasterDevices FasterIdle { get; init; }

    /// <summary>
    /// The most due work that the device can hold and should do; null when there is none. Levels go in order, except
    /// that now and then work of a lower one that waited long has its turn: so nothing waits for ever.
    /// </summary>
    public WaitingWork? Next(PoolDevice device, DateTimeOffset now)
    {
        if (!device.HasFreeSlot) return null;
        device.Time.IsBlocked = false;
        var isAgedTurn = _given % options.AgedEvery == options.AgedEvery - 1;
        if (isAgedTurn && _levels[(int)WorkLevel.Urgent].Count == 0)
        {
            // The two lower levels share these turns.
            var first = _given / options.AgedEvery % 2 == 0 ? WorkLevel.Batch : WorkLevel.Standard;
            var second = first == WorkLevel.Batch ? WorkLevel.Standard : WorkLevel.Batch;
            if ((Aged(device, first, now) ?? Aged(device, second, now)) is { } aged) return aged;
        }

        foreach (var level in _levels)
        {
            if (First(device, level, now) is { } work) return work;
        }

        return null;
    }

    /// <summary>Counts what was given out: whose turn it is goes by that.</summary>
    public void Given() => _given++;

    private WaitingWork? Aged(PoolDevice device, WorkLevel level, DateTimeOffset now) =>
        First(device, _levels[(int)level], now) is { } work && now - work.Enqueued >= options.AgedAfter ? work : null;

    private WaitingWork? First(PoolDevice device, List<ShapeQueue> level, DateTimeOffset now)
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

        return first?.Work.Min;
    }

    /// <summary>True when the device would get a lane, or a step, now.</summary>
    public bool HasWorkFor(PoolDevice device, bool isLane, DateTimeOffset now)
    {
        foreach (var level in _levels)
        {
            foreach (var queue in level)
            {
                if (queue.Shape.IsLane != isLane || queue.Turns.Count == 0) continue;
                if (WhyNot(device, queue, queue.Turns.Min.Work.Min, now) is null) return true;
            }
        }

        return false;
    }

    /// <summary>Null when the device can and should do the work.</summary>
    public WaitReason? WhyNot(PoolDevice device, ShapeQueue queue, WaitingWork work, DateTimeOffset now)
    {
        // 1. What the device cannot do.
        if (CannotHold(device, queue, now) is { } reason) return reason;

        // 2. What another does sooner, if the work may wait for it.
        if (!queue.Shape.IsLane || now - work.Enqueued >= options.HoldBackMax) return null;
        if (queue.Model is { } wanted && !device.HasModel(wanted.Key) && wanted.LoadSeconds > wanted.WaitFor(work))
            return WaitReason.HeldForItsModel;
        return HasFasterIdle(device, queue, now) ? WaitReason.HeldForFasterDevice : null;
    }

    /// <summary>What keeps the device from doing work of this sort at all.</summary>
    public WaitReason? CannotHold(PoolDevice device, ShapeQueue queue, DateTimeOffset now)
    {
        var shape = queue.Shape;
        if (device.FreeSlots(shape.Kind) <= 0) return WaitReason.AllDevicesAreBusy;
        var bytes = shape.MemoryBytes;
        if (queue.Model is { } model && !device.UsesModel(model.Key)) bytes += model.Bytes;
        if (device.FreeBytes < bytes) return WaitReason.MemoryIsTaken;
        if (device.Standing.WhyNot(device.Leases.Count, now) is { } unwell) return unwell;
        return DevicesUsable > 1 && shape.AvoidDevice == device.Id ? WaitReason.FailedThere : null;
    }

    /// <summary>
    /// A much faster device with room would have taken it: the word that there is work is on its way there.
    /// </summary>
    private bool HasFasterIdle(PoolDevice device, ShapeQueue queue, DateTimeOffset now)
    {
        foreach (var other in FasterIdle(device))
        {
            if (other == device || CannotHold(other, queue, now) is not null) continue;
            if (queue.Model is { } model && !other.HasModel(model.Key) && device.HasModel(model.Key)) continue;
            return true;
        }

        return false;
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

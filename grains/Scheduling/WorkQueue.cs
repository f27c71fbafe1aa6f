namespace Framemill.Scheduling;

/// <summary>
/// What waits, indexed so that the next piece for a device is found without looking at the rest: by level, then by
/// shape
/// of work, then by tenants in turn, then by age. Kept up to date with every change instead of sorted anew.
/// </summary>
internal sealed partial class WorkQueue(SchedulingOptions options, SpeedBook speeds, TenantBook tenants)
{
    /// <summary>Entries of work that is gone already are swept out when there are so many more than waiting.</summary>
    private const int StalePromotionsMax = 1_024;

    private readonly Dictionary<string, WaitingWork> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(WorkShape, WorkLevel), ShapeQueue> _queues = [];
    private readonly List<ShapeQueue>[] _levels = [[], [], [], []];
    private readonly Dictionary<string, ModelDemand> _models = new(StringComparer.Ordinal);
    private PriorityQueue<WaitingWork, DateTimeOffset> _promotions = new();

    public int Count => _byId.Count;

    public IReadOnlyCollection<string> Ids => _byId.Keys;

    public int LaneCount { get; private set; }

    public IEnumerable<WaitingWork> All => _byId.Values;

    /// <summary>Expected slot seconds of all waiting lanes.</summary>
    public double LaneSeconds { get; private set; }

    public WaitingWork? Find(string id) => _byId.GetValueOrDefault(id);

    public ModelDemand? ModelOf(string key) => _models.GetValueOrDefault(key);

    /// <param name="avoidDevice">The device on which it failed last; empty for none.</param>
    public WaitingWork Add(WorkItem item, string avoidDevice, DateTimeOffset enqueued, DateTimeOffset now)
    {
        var seconds = item.Frames / speeds.Of(item).Usual;
        var work = new WaitingWork(item, enqueued, seconds)
        {
            Level = WorkLevels.At(item, seconds, now, options),
        };
        _byId.Add(item.Id, work);
        var shape = new WorkShape(item.Kind, item.Profile, item.Model?.Key ?? "", item.MemoryBytes, avoidDevice);
        Enter(work, shape);
        PromoteLater(work);
        if (shape.IsLane)
        {
            LaneSeconds += seconds;
            LaneCount++;
        }

        if (item.Model is { } model) Wanted(model).WaitingSeconds += seconds;
        tenants.Of(item.Tenant).WaitingCount++;
        return work;
    }

    public void Remove(WaitingWork work)
    {
        _byId.Remove(work.Item.Id);
        var line = work.Line!;
        Leave(work);
        line.Tenant.WaitingCount--;
        if (line.Queue.Shape.IsLane)
            LaneSeconds = --LaneCount == 0 ? 0 : Math.Max(0, LaneSeconds - work.Seconds);
        if (line.Queue.Model is { } model) model.WaitingSeconds = Math.Max(0, model.WaitingSeconds - work.Seconds);
    }

    /// <summary>Moves work up whose deadline has come near.</summary>
    public void Promote(DateTimeOffset now)
    {
        while (_promotions.TryPeek(out var work, out var at) && at <= now)
        {
            _promotions.Dequeue();
            if (!ReferenceEquals(_byId.GetValueOrDefault(work.Item.Id), work)) continue;
            var shape = work.Line!.Queue.Shape;
            Leave(work);
            work.Level = WorkLevel.Urgent;
            Enter(work, shape);
        }
    }

    /// <summary>The account's share or what it holds has changed, and with it its turn.</summary>
    public static void Turned(TenantAccount account)
    {
        foreach (var line in account.Lines) Turned(line);
    }

    public void Turned()
    {
        foreach (var account in tenants.Accounts) Turned(account);
    }

    /// <summary>Notes a device that came to have a model and takes work (1), or no longer does (-1).</summary>
    public void Holds(string model, int change)
    {
        if (!_models.TryGetValue(model, out var demand)) _models.Add(model, demand = new ModelDemand(model));
        demand.Holders += change;
    }

    /// <summary>Lines at one level whose turn may come.</summary>
    public IReadOnlyList<ShapeQueue> At(WorkLevel level) => _levels[(int)level];

    private ModelDemand Wanted(ModelNeed need)
    {
        if (!_models.TryGetValue(need.Key, out var demand)) _models.Add(need.Key, demand = new ModelDemand(need.Key));
        demand.Bytes = need.Bytes;
        demand.LoadSeconds = need.LoadTime.TotalSeconds;
        return demand;
    }

    private void Enter(WaitingWork work, WorkShape shape)
    {
        if (!_queues.TryGetValue((shape, work.Level), out var queue))
        {
            var model = work.Item.Model is { } need ? Wanted(need) : null;
            queue = new ShapeQueue(shape, work.Level, speeds.Of(work.Item), model);
            _queues.Add((shape, work.Level), queue);
            var level = _levels[(int)work.Level];
            queue.Index = level.Count;
            level.Add(queue);
        }

        var tenant = tenants.Of(work.Item.Tenant);
        if (!queue.Lines.TryGetValue(tenant, out var line))
        {
            line = new TenantLine(tenant, queue);
            queue.Lines.Add(tenant, line);
            tenant.Lines.Add(line);
            line.Work.Add(work);
            Turned(line);
        }
        else
        {
            line.Work.Add(work);
        }

        work.Line = line;
    }

    private void Leave(WaitingWork work)
    {
        var line = work.Line!;
        line.Work.Remove(work);
        work.Line = null;
        if (line.Work.Count > 0) return;
        var queue = line.Queue;
        if (line.HeapIndex >= 0) queue.Turns.Remove(line);
        queue.Lines.Remove(line.Tenant);
        line.Tenant.Lines.Remove(line);
        if (queue.Lines.Count > 0) return;
        _queues.Remove((queue.Shape, queue.Level));
        var level = _levels[(int)queue.Level];
        level[queue.Index] = level[^1];
        level[queue.Index].Index = queue.Index;
        level.RemoveAt(level.Count - 1);
    }

    private static void Turned(TenantLine line)
    {
        var turns = line.Queue.Turns;
        var mayHaveTurn = !line.Queue.Shape.IsLane || !line.Tenant.IsAtBurst;
        if (line.HeapIndex >= 0)
        {
            if (mayHaveTurn) turns.Moved(line);
            else turns.Remove(line);
        }
        else if (mayHaveTurn)
        {
            turns.Add(line);
        }
    }

    private void PromoteLater(WaitingWork work)
    {
        if (work.Level == WorkLevel.Urgent) return;
        if (WorkLevels.UrgentAt(work.Item, work.Seconds, options) is not { } at) return;
        if (_promotions.Count > (2 * _byId.Count) + StalePromotionsMax)
        {
            _promotions = new PriorityQueue<WaitingWork, DateTimeOffset>(_promotions.UnorderedItems
                .Where(p => ReferenceEquals(_byId.GetValueOrDefault(p.Element.Item.Id), p.Element)));
        }

        _promotions.Enqueue(work, at);
    }
}

using Framemill.Scheduling;

namespace Framemill.Simulation.Oracle;

/// <summary>
/// Who goes next, told as plainly as can be: every rule looks at everything that waits, anew each time. Slow, without
/// an
/// index, and written apart from what ships, which must give the same answers.
/// </summary>
public sealed class OracleScheduler(SchedulingOptions options)
{
    public sealed record Waiting(WorkItem Item, DateTimeOffset Enqueued, double Seconds, string FailedOn);

    public sealed record Device(string Id, int Lanes, int Steps, long Bytes, IReadOnlySet<string> Models)
    {
        public List<WorkItem> Held { get; } = [];

        /// <summary>Its speed as it was when last something began or ended on it.</summary>
        public double Rank { get; set; } = 1;

        public required OracleHealth Health { get; init; }

        public bool IsOut => Health.Is == OracleHealth.Way.Out;
    }

    private sealed record Use(DateTimeOffset At, double Seconds, double ByteSeconds);

    private readonly Dictionary<string, List<Use>> _uses = [];

    /// <summary>Told of what work waits for, when a device may not have it because another is better.</summary>
    public Action<string> HeldFor { get; init; } = _ => { };

    public List<Waiting> Queue { get; } = [];

    public List<Device> Devices { get; } = [];

    /// <summary>Pieces given out so far.</summary>
    public int Given { get; set; }

    public SpeedBook Speeds { get; } = new(options.SpeedWeight, options.SpeedAtFirst);

    public void Charge(string tenant, double seconds, double byteSeconds, DateTimeOffset now)
    {
        if (!_uses.TryGetValue(tenant, out var uses)) _uses.Add(tenant, uses = []);
        uses.Add(new Use(now, seconds, byteSeconds));
    }

    public Waiting? Next(Device device, DateTimeOffset now)
    {
        // 1. One piece for each sort of work, level and tenant: the oldest. Of these, the tenant whose turn it is.
        var firsts = Queue.GroupBy(w => (Sort(w), Level(w, now)))
            .Select(g => g.Where(w => !IsAtBurst(w)).OrderBy(w => w, Comparer<Waiting>.Create(
                (x, y) => Compare(x, y, now))).FirstOrDefault())
            .OfType<Waiting>();

        // 2. Of those that the device can and should do, the most due; now and then one that waited long.
        var possible = firsts.Where(w => CanHold(device, w.Item, w.FailedOn, now) && IsWorthIt(device, w, now))
            .OrderBy(w => Level(w, now))
            .ThenBy(w => w, Comparer<Waiting>.Create((x, y) => Compare(x, y, now)))
            .ToArray();
        return Aged(possible, now) ?? possible.FirstOrDefault();
    }

    private Waiting? Aged(Waiting[] possible, DateTimeOffset now)
    {
        if ((Given + 1) % options.AgedEvery != 0 || Queue.Any(w => Level(w, now) == WorkLevel.Urgent)) return null;
        var batchFirst = Given / options.AgedEvery % 2 == 0;
        return possible.Where(w => Level(w, now) is WorkLevel.Standard or WorkLevel.Batch)
            .GroupBy(w => Level(w, now))
            .Select(g => g.First())
            .Where(w => now - w.Enqueued >= options.AgedAfter)
            .OrderBy(w => Level(w, now) == WorkLevel.Batch == batchFirst ? 0 : 1)
            .FirstOrDefault();
    }

    public double Share(string tenant, DateTimeOffset now)
    {
        double seconds = 0, bytes = 0;
        DateTimeOffset? last = null;
        foreach (var use in _uses.GetValueOrDefault(tenant, []))
        {
            var fade = last is { } before ? Math.Pow(0.5, (use.At - before) / options.UseHalfLife) : 1;
            seconds = Math.Max(0, (seconds * fade) + use.Seconds);
            bytes = Math.Max(0, (bytes * fade) + use.ByteSeconds);
            last = use.At;
        }

        var since = last is { } at ? Math.Pow(0.5, (now - at) / options.UseHalfLife) : 1;
        var slots = Devices.Sum(d => d.Lanes + d.Steps);
        return Math.Max(seconds / slots, bytes / Devices.Sum(d => d.Bytes)) * since / Terms(tenant).Weight;
    }

    private int Compare(Waiting x, Waiting y, DateTimeOffset now)
    {
        var (a, b) = (x.Item.Tenant, y.Item.Tenant);
        if (a != b)
        {
            var (ownA, ownB) = (LanesHeld(a) < Terms(a).QuotaLanes, LanesHeld(b) < Terms(b).QuotaLanes);
            if (ownA != ownB) return ownA ? -1 : 1;
            var (shareA, shareB) = (Share(a, now), Share(b, now));
            return shareA != shareB ? shareA.CompareTo(shareB) : string.CompareOrdinal(a, b);
        }

        return Key(x.Item).CompareTo(Key(y.Item));
    }

    private bool CanHold(Device device, WorkItem work, string failedOn, DateTimeOffset now)
    {
        var held = device.Held.Append(work).ToArray();
        var models = held.Select(w => w.Model).OfType<ModelNeed>().DistinctBy(m => m.Key).Sum(m => m.Bytes);
        return held.Count(w => w.Kind == WorkKind.Segments) <= device.Lanes
            && held.Count(w => w.Kind != WorkKind.Segments) <= device.Steps
            && HasSlot(device, work.Kind)
            && held.Sum(w => w.MemoryBytes) + models <= device.Bytes
            && device.Health.MayHave(device.Held.Count, now)
            && (Devices.Count(d => !d.IsOut) <= 1 || failedOn != device.Id);
    }

    private static bool HasSlot(Device device, WorkKind kind) => kind == WorkKind.Segments
        ? device.Held.Count(w => w.Kind == WorkKind.Segments) < device.Lanes
        : device.Held.Count(w => w.Kind != WorkKind.Segments) < device.Steps;

    private bool IsWorthIt(Device device, Waiting waiting, DateTimeOffset now)
    {
        var work = waiting.Item;
        if (work.Kind != WorkKind.Segments || now - waiting.Enqueued >= options.HoldBackMax) return true;
        if (work.Model is { } model && !device.Models.Contains(model.Key))
        {
            var holders = Devices.Count(d => d.Models.Contains(model.Key));
            var others = Queue.Where(w => w != waiting && w.Item.Model?.Key == model.Key).Sum(w => w.Seconds);
            if (holders > 0 && model.LoadTime.TotalSeconds > others / holders) return Hold("its model");
        }

        // A much faster device with room has it soon; one that must load the model first is no better for it.
        var isSlow = Devices.Any(d => d != device && d.Rank > options.SlownessMax * Speeds.FactorOf(device.Id)
            && CanHold(d, work, waiting.FailedOn, now)
            && (work.Model is not { } needed || d.Models.Contains(needed.Key) || !device.Models.Contains(needed.Key)));
        return !isSlow || Hold("a faster device");
    }

    private bool Hold(string reason)
    {
        HeldFor(reason);
        return false;
    }

    private WorkLevel Level(Waiting waiting, DateTimeOffset now)
    {
        var work = waiting.Item;
        var ready = work.Deadline - options.DeadlineHeadStart - TimeSpan.FromSeconds(2 * waiting.Seconds);
        if (ready <= now) return WorkLevel.Urgent;
        return work.Class switch
        {
            WorkClass.Interactive => WorkLevel.Interactive,
            WorkClass.Batch => WorkLevel.Batch,
            _ => WorkLevel.Standard,
        };
    }

    private bool IsAtBurst(Waiting waiting) =>
        waiting.Item.Kind == WorkKind.Segments
        && LanesHeld(waiting.Item.Tenant) >= Terms(waiting.Item.Tenant).BurstLanes;

    private int LanesHeld(string tenant) =>
        Devices.SelectMany(d => d.Held).Count(w => w.Tenant == tenant && w.Kind == WorkKind.Segments);

    private TenantShare Terms(string tenant) =>
        options.Tenants.FirstOrDefault(t => t.Tenant == tenant) ?? new TenantShare { Tenant = tenant };

    private static object Sort(Waiting w) =>
        (w.Item.Kind, w.Item.Profile, w.Item.Model?.Key, w.Item.MemoryBytes, w.FailedOn);

    private static (DateTimeOffset, DateTimeOffset, OrdinalKey, int, int, OrdinalKey) Key(WorkItem w)
    {
        // Who watches sees the begin of each film before the rest of another, for ten minutes.
        var isRest = w.Kind == WorkKind.Segments && w.Order != 0 && w.Class != WorkClass.Batch;
        var due = isRest ? w.Since.AddMinutes(10) : w.Since;
        return (due, w.Since, new OrdinalKey(w.RenderId), (int)w.Kind, w.Order, new OrdinalKey(w.Id));
    }

    private readonly record struct OrdinalKey(string Text) : IComparable<OrdinalKey>
    {
        public int CompareTo(OrdinalKey other) => string.CompareOrdinal(Text, other.Text);
    }
}

namespace Framemill.Scheduling;

/// <summary>
/// What will become of the queue: it is played through in due order, each piece on the slot that is free first, with
/// the speeds that are measured or assumed. What is still to come stretches the waits.
/// </summary>
internal sealed class Forecast
{
    private readonly Dictionary<string, double> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _frames = new(StringComparer.Ordinal);
    private readonly PriorityQueue<PoolDevice, double> _lanes = new();
    private readonly PriorityQueue<PoolDevice, double> _steps = new();
    private readonly SpeedBook _speeds;

    public Forecast(IEnumerable<PoolDevice> devices, SpeedBook speeds, DateTimeOffset now)
    {
        _speeds = speeds;
        foreach (var device in devices.OrderBy(d => d.Id, StringComparer.Ordinal))
        {
            foreach (var held in device.Leases)
            {
                var isLane = held.Lease.Work.Kind == WorkKind.Segments;
                (isLane ? _lanes : _steps).Enqueue(device, held.SecondsLeft(now));
            }

            for (var i = 0; i < device.FreeLanes; i++) _lanes.Enqueue(device, 0);
            for (var i = 0; i < device.FreeSteps; i++) _steps.Enqueue(device, 0);
        }
    }

    /// <summary>Work under lease: what is left of it beyond the lease counts as waiting.</summary>
    public void Run(HeldLease held, DateTimeOffset now)
    {
        var work = held.Lease.Work;
        Add(work, held.SecondsLeft(now) + RestAfter(held.Lease));
    }

    /// <summary>Returns the expected seconds until it starts; null when no device is there.</summary>
    /// <param name="stretch">How much longer that takes than the queue says.</param>
    public double? Wait(WorkItem work, double stretch)
    {
        var slots = work.Kind == WorkKind.Segments ? _lanes : _steps;
        if (!slots.TryDequeue(out var device, out var start)) return null;
        var seconds = work.Frames / _speeds.Of(work).Of(device.Id);
        slots.Enqueue(device, start + seconds);
        Add(work, (start * stretch) + (work.Frames / _speeds.Of(work).Usual));
        return start * stretch;
    }

    /// <summary>Until the last known work of the render is done.</summary>
    public double? SecondsLeft(string renderId) => _ends.TryGetValue(renderId, out var end) ? end : null;

    /// <summary>Frames of lanes that the pool knows of, waiting or leased.</summary>
    public int Frames(string renderId) => _frames.GetValueOrDefault(renderId);

    private double RestAfter(Lease lease)
    {
        var rest = lease.FramesMax > 0 ? lease.Work.Frames - lease.FramesMax : 0;
        return rest > 0 ? rest / _speeds.Of(lease.Work).Usual : 0;
    }

    private void Add(WorkItem work, double end)
    {
        _ends[work.RenderId] = Math.Max(end, _ends.GetValueOrDefault(work.RenderId));
        if (work.Kind == WorkKind.Segments)
            _frames[work.RenderId] = _frames.GetValueOrDefault(work.RenderId) + work.Frames;
    }
}

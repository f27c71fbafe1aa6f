using System.Globalization;
using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>
/// Plays a demand through a scheduler against devices, in virtual time: what would have become of it. Pure; the same
/// plan
/// gives the same report.
/// </summary>
public sealed class PoolReplay(ReplayPlan plan, IReplayScheduler scheduler)
{
    private const double TickSeconds = 1;
    private readonly PriorityQueue<(ReplayDevice Device, ReplayLease Lease), (double At, long Order)> _ends = new();
    private readonly Dictionary<string, ReplayDevice> _devices =
        plan.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayFilm> _films = new(StringComparer.Ordinal);
    private readonly ReplayMeter _meter = new(plan);
    private readonly List<WorkItem> _announced = [];
    private double _now;
    private double _nextTick;
    private long _order;

    public ReplayReport Run(CancellationToken cancellationToken = default)
    {
        using var arrivals = plan.Arrivals.GetEnumerator();
        var hasMore = arrivals.MoveNext();
        foreach (var device in plan.Devices) scheduler.Pull(device, [], Clock);
        while (hasMore || _ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nextEnd = _ends.TryPeek(out _, out var key) ? key.At : double.PositiveInfinity;
            var nextArrival = hasMore ? arrivals.Current.At : double.PositiveInfinity;
            var nextTick = _meter.Waiting > 0 ? _nextTick : double.PositiveInfinity;
            var next = Math.Min(Math.Min(nextEnd, nextArrival), nextTick);
            if (next > plan.Seconds || double.IsPositiveInfinity(next)) break;
            _meter.Pass(next);
            _now = Math.Max(_now, next);
            if (next == nextEnd)
            {
                End();
            }
            else if (next == nextArrival)
            {
                Arrive(arrivals.Current);
                hasMore = arrivals.MoveNext();
            }
            else
            {
                Tick();
            }
        }

        _meter.Pass(plan.Seconds);
        return _meter.Report(_films.Count);
    }

    private DateTimeOffset Clock => plan.Start.AddSeconds(_now);

    /// <summary>A little later nothing is held back any more and the impatient may push.</summary>
    private void Tick()
    {
        _nextTick = _now + TickSeconds;
        _meter.Begin();
        var yields = scheduler.Preempt(Clock);
        _meter.Called();
        foreach (var yield in yields) GiveWay(yield);
        Wake();
    }

    private void Arrive(ReplayArrival arrival)
    {
        if (_meter.Waiting == 0) _nextTick = _now + TickSeconds;
        var film = new ReplayFilm(arrival);
        _films.Add(arrival.RenderId, film);
        _meter.Came(film);
        for (var i = 0; i < plan.LanesAnnouncedMax; i++) Announce(film);
        Enqueue();
        Wake();
        if (plan.ForecastEvery > 0 && _meter.FilmsCame % plan.ForecastEvery == 0)
            film.Forecast = scheduler.SecondsLeft(arrival.RenderId, Clock);
    }

    private void Announce(ReplayFilm film)
    {
        var asked = film.Asked;
        if (film.LanesAnnounced == asked.Lanes) return;
        var lane = film.LanesAnnounced++;
        _meter.Waits(film);
        _announced.Add(new WorkItem
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{asked.RenderId}/{lane}"),
            RenderId = asked.RenderId,
            Kind = asked.Kind,
            Tenant = asked.Tenant,
            Since = plan.Start.AddSeconds(asked.At),
            Order = lane,
            MemoryBytes = asked.MemoryBytes,
            Frames = lane == 0 && asked.FirstLaneFrames > 0 ? asked.FirstLaneFrames : asked.FramesPerLane,
            Class = asked.Class,
            Profile = asked.Profile,
            Model = asked.Model,
        });
    }

    private void Enqueue()
    {
        if (_announced.Count == 0) return;
        _meter.Begin();
        scheduler.Enqueue(_announced, Clock);
        _meter.Called();
        _announced.Clear();
    }

    private void Wake()
    {
        if (_meter.Waiting == 0) return;
        _meter.Begin();
        var wake = scheduler.DevicesToWake(Clock);
        _meter.Called();
        foreach (var id in wake) Pull(_devices[id], []);
    }

    private void Pull(ReplayDevice device, IReadOnlyList<EndedLease> ended)
    {
        _meter.Begin();
        var granted = scheduler.Pull(device, ended, Clock);
        _meter.Called();
        foreach (var lease in granted) Begin(device, lease);
    }

    private void Begin(ReplayDevice device, Lease lease)
    {
        var work = lease.Work;
        var film = _films[work.RenderId];
        var loading = work.Model is { } model && device.Use(model) ? model.LoadTime.TotalSeconds : 0;
        var frames = lease.FramesMax > 0 ? Math.Min(work.Frames, Whole(lease.FramesMax)) : work.Frames;
        var seconds = loading + (frames / (plan.FramesPerSecond(work) * device.Speed * plan.Noise(lease)));
        var running = new ReplayLease(lease, _now, _now + seconds, loading) { Frames = frames };
        device.Running.Add(running);
        _ends.Enqueue((device, running), (running.End, _order++));
        _meter.Starts(film, _now);
    }

    private void GiveWay(Revocation yield)
    {
        var device = _devices[yield.DeviceId];
        if (device.Running.Find(r => r.Lease.Id == yield.LeaseId) is not { } running) return;
        var seconds = running.End - running.Begun - running.Loading;
        var done = Math.Clamp((_now - running.Begun - running.Loading) / seconds, 0, 1);
        var frames = Math.Min(running.Frames, Whole((int)Math.Ceiling(done * running.Frames) + 1));
        if (frames >= running.Frames) return;
        running.End = running.Begun + running.Loading + (seconds * frames / running.Frames);
        running.Frames = frames;
        _ends.Enqueue((device, running), (running.End, _order++));
        _meter.Preempted++;
    }

    private void End()
    {
        var (device, running) = _ends.Dequeue();
        if (running.End > _now + 1e-9 || !device.Running.Remove(running)) return;
        var work = running.Lease.Work;
        var film = _films[work.RenderId];
        var isWhole = running.Frames >= work.Frames;
        _meter.Ends(film, running, _now, isWhole);
        var ended = new EndedLease
        {
            LeaseId = running.Lease.Id,
            End = isWhole ? LeaseEnd.Finished : LeaseEnd.Returned,
            Busy = TimeSpan.FromSeconds(_now - running.Begun),
            Frames = running.Frames,
            Loading = TimeSpan.FromSeconds(running.Loading),
        };
        if (isWhole)
        {
            film.LanesDone++;
            Announce(film);
            Enqueue();
            if (film.LanesDone == film.Asked.Lanes)
            {
                _meter.Done(film, _now);
                _films.Remove(work.RenderId);
            }
        }

        Pull(device, [ended]);
    }

    /// <summary>Leases end with a segment.</summary>
    private int Whole(int frames) =>
        (frames + plan.SegmentFrames - 1) / plan.SegmentFrames * plan.SegmentFrames;
}

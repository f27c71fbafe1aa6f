using Framemill.Devices;
using Framemill.Encoding;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>The shell of a device and of the encoders beside it. A crash takes both.</summary>
public sealed partial class SimDevice(Sim sim, SimCluster cluster, string id, DeviceDescription description)
{
    private const int ReportAttemptsMax = 5;
    private const int ReportAgainAfter = 500;
    private static readonly long RenewEvery = (long)new DeviceOptions().RenewEvery.TotalMilliseconds;

    private readonly SortedDictionary<string, SimWork> _running = new(StringComparer.Ordinal);
    private DeviceLedger _ledger = new(description);
    private long _pausedUntil;
    private bool _isPulling;
    private bool _pullAgain;
    private string _home = "";
    private readonly int _slowness = sim.Random.Chance(0.3) ? 6 : 1;
    private readonly HashSet<string> _ownFaults = new(StringComparer.Ordinal);
    private IReadOnlyList<DeviceReading> _readings = [];

    public string Id => id;

    public bool IsUp { get; private set; } = true;

    /// <summary>Grows with each start of its silo: what an earlier life set off must not act in this one.</summary>
    public int Life { get; private set; }

    public DeviceDescription Description => description;

    /// <summary>Few devices are old ones.</summary>
    public int Slowness => _slowness * (_sickness == Sickness.Slow ? 5 : 1);

    public IEnumerable<Lease> Running => _running.Values.Select(w => w.Lease);

    /// <summary>Shards whose leases it works under.</summary>
    public IEnumerable<int> Shards => _running.Values.Select(w => w.Shard).Distinct();

    public long BookedBytes => _ledger.BookedBytes;

    public long ModelBytesInUse => Running.Select(l => l.Work.Model).OfType<ModelNeed>()
        .GroupBy(m => m.Key, StringComparer.Ordinal).Sum(g => g.Max(m => m.Bytes));

    public void Begin()
    {
        IsUp = true;
        _ledger = new DeviceLedger(description);
        _running.Clear();
        _home = "";
        _isPulling = _pullAgain = false;
        Pulse(Life);
    }

    public void Crash()
    {
        sim.Log($"{id} crashes");
        IsUp = false;
        Life++;
        foreach (var work in _running.Values) work.IsStopped = true;
        _running.Clear();
        if (sim.Random.Chance(0.5))
        {
            foreach (var pool in cluster.Pools)
                cluster.Network.Send("silo left", () => pool.SiloLeft(DeviceKey.SiloOf(id)));
        }

        sim.At(sim.Random.Next(100, 20_000), Begin);
    }

    /// <summary>
    /// Everything it does is late; its leases may lapse meanwhile and its reports come when nobody waits.
    /// </summary>
    public void Pause() => _pausedUntil = sim.Now + sim.Random.Next(1_000, 40_000);

    public void LetGo(string leaseId)
    {
        if (!IsUp) return;
        sim.Log($"{id} lets {leaseId} go");
        _ledger.Forget(leaseId);
        if (!_running.Remove(leaseId, out var work)) return;
        work.IsStopped = true;
        Pull();
    }

    public void Yield(string leaseId)
    {
        if (!IsUp || !_running.TryGetValue(leaseId, out var work)) return;
        sim.Cover("yield");
        work.Yields = true;
        work.GiveWay?.Invoke();
    }

    public void Pull()
    {
        if (!IsUp) return;
        _pullAgain = true;
        if (!_isPulling) PullOnce(Life);
    }

    /// <summary>Does it after the delay, in this life only, and later when the silo is paused.</summary>
    public void After(long delay, Action action)
    {
        var life = Life;
        sim.At(Math.Max(delay, _pausedUntil - sim.Now), () =>
        {
            if (life != Life || !IsUp) return;
            if (sim.Now < _pausedUntil) After(0, action);
            else action();
        });
    }

    public void Report(SimWork work, Func<bool> report, Action taken, int attempt = 1) =>
        cluster.Network.Call("report", report, _ => After(0, taken), () => After(ReportAgainAfter, () =>
        {
            if (attempt < ReportAttemptsMax) Report(work, report, taken, attempt + 1);
            else Breaks(work);
        }));

    /// <summary>The render is told first: else it would take this for a lost device.</summary>
    public void Return(SimWork work, int frames)
    {
        var render = cluster.Render(work.Lease.Work.RenderId);
        if (sim.Mutant == Mutant.ReturnsInSilence)
        {
            render.Returned(work.Ticket);
            End(work, LeaseEnd.Returned, frames);
            return;
        }

        Report(
            work,
            () => render.Report(work.Ticket, (r, t) => r.WorkReturned(t)),
            () =>
            {
                if (!work.IsStopped) render.Returned(work.Ticket);
                End(work, LeaseEnd.Returned, frames);
            });
    }

    public void End(SimWork work, LeaseEnd end, int? frames = null)
    {
        if (work.IsStopped) return;
        work.IsStopped = true;
        _running.Remove(work.Lease.Id);
        sim.Cover($"lease {end}");
        sim.Log($"{id}: {work.Lease.Work.Id} {end}");
        if (sim.Mutant == Mutant.NeverTellsEnds) _ledger.Forget(work.Lease.Id);
        else _ledger.End(work.Lease.Id, end, frames ?? work.Lease.Work.Frames, Clock);
        Pull();
    }

    public void Fail(SimWork work, bool isRetryable, string code)
    {
        if (work.IsStopped) return;
        var failure = new WorkFailure
        {
            Ticket = work.Ticket,
            IsRetryable = isRetryable,
            Errors = new[] { new EditError { Code = code, Pointer = "", Detail = code } },
        };
        sim.Cover(isRetryable ? "work failed" : "work refused");
        if (isRetryable && code != Poisoned) _ownFaults.Add(work.Lease.Work.Id);
        var render = cluster.Render(work.Lease.Work.RenderId);
        Decision Decide(Render r, WorkTicket t)
        {
            render.FailureIsReported(t.WorkId);
            return r.WorkFailed(failure with { Ticket = t }, sim.Clock(SimCluster.Control));
        }

        var end = isRetryable ? LeaseEnd.Failed : LeaseEnd.Refused;
        var isRepeated = code == Poisoned && work.Lease.Work.Attempt > 0;
        if (sim.Mutant == Mutant.CallsFailedDone && isRepeated) end = LeaseEnd.Finished;
        Report(work, () => render.Report(work.Ticket, Decide), () => End(work, end));
    }

    private DateTimeOffset Clock => sim.Clock(DeviceKey.SiloOf(id));

    private void Pulse(int life) => sim.At(RenewEvery, () =>
    {
        if (life != Life || !IsUp) return;
        After(0, () =>
        {
            _readings = Readings();
            foreach (var lapsed in _ledger.Lapsed(Clock))
            {
                sim.Cover("lease lapsed at the device");
                LetGo(lapsed);
            }

            Pull();
            Pulse(life);
        });
    });

    private void PullOnce(int life)
    {
        _isPulling = true;
        _pullAgain = false;
        var offeredAt = Clock;
        var offer = _ledger.Offer(id, offeredAt) with { Home = _home, Readings = _readings };
        var isLost = _readings.Any(r => r.Fault.Length > 0);
        if (sim.Mutant == Mutant.HidesItsReadings) offer = offer with { Readings = [] };
        // It says that it can hold more than it can, and takes whatever it gets.
        if (sim.Mutant == Mutant.Overbooks)
            offer = offer with { Description = offer.Description with { LaneSlots = offer.Description.LaneSlots + 1 } };
        if (sim.Mutant == Mutant.PullsAnywhere) _home = PoolShards.KeyOf("cpu", sim.Random.Next(0, cluster.Map.Shards));
        var shard = PoolShards.Parse(_home).Shard;
        void Ended(Action then)
        {
            if (life != Life || !IsUp) return;
            After(0, () =>
            {
                then();
                _isPulling = false;
                if (_pullAgain) PullOnce(life);
            });
        }

        cluster.Network.Call(
            "pull",
            () => cluster.Pools[shard].Pull(offer, isLost),
            answer => Ended(() => Take(offer, answer, offeredAt, shard)),
            () => Ended(() => _pullAgain = false));
    }

    private void Take(DeviceOffer offer, PullAnswer answer, DateTimeOffset offeredAt, int shard)
    {
        _ledger.Renewed(offer, answer, offeredAt);
        foreach (var revoked in answer.Revoked) LetGo(revoked);
        foreach (var yield in answer.Yield) Yield(yield);
        foreach (var lease in answer.Granted)
        {
            if (!_ledger.Admit(lease, Clock))
            {
                _pullAgain = true;
                if (sim.Mutant != Mutant.Overbooks || _running.ContainsKey(lease.Id)) continue;
            }

            var work = new SimWork(lease, shard);
            _running.Add(lease.Id, work);
            var render = cluster.Render(lease.Work.RenderId);
            cluster.Network.Call(
                "start",
                () => new Answer(render.Start(work.Ticket)),
                answered => After(0, () => Begin(work, answered.Order)),
                () => After(0, () => Breaks(work)));
        }

        if (answer.Home is not { } home || _running.Count > 0 || sim.Mutant == Mutant.StaysWhereItIs) return;
        sim.Cover("device goes to another shard");
        sim.Log($"{id} goes to {home}");
        (_home, _pullAgain) = (home, true);
    }

    private sealed record Answer(WorkOrder? Order);

    private void Begin(SimWork work, WorkOrder? order)
    {
        if (work.IsStopped) return;
        if (order is null)
        {
            End(work, LeaseEnd.Finished, 0);
            return;
        }

        var render = cluster.Render(work.Lease.Work.RenderId);
        if (order is WorkOrder.Lane lane)
        {
            var cut = LaneCut.Of(lane, work.Lease.FramesMax);
            new SimLane(sim, cluster, this, work, cut, cut != lane, render).Begin();
            return;
        }

        After(sim.Random.Next(20, 3_000), () => Step(work, order, render));
    }

    private void Step(SimWork work, WorkOrder order, SimRender render)
    {
        if (work.IsStopped) return;
        if (Fails || sim.Strikes(FaultKind.WorkFails))
        {
            Fail(work, isRetryable: true, "work_failed");
            return;
        }

        if (order is WorkOrder.Prepare && sim.Strikes(FaultKind.WorkRefused))
        {
            Fail(work, isRetryable: false, "refused");
            return;
        }

        Func<Render, WorkTicket, Decision> decide;
        switch (order)
        {
            case WorkOrder.Prepare:
                // A render that heard nothing of the pool lately cuts as usual.
                var pace = sim.Random.Chance(0.5) ? cluster.Pools[0].Core.Pace(sim.Clock(SimCluster.Control)) : null;
                decide = (r, t) => r.Prepared(t, render.Film, sim.Clock(SimCluster.Control), pace);
                break;
            case WorkOrder.Sound sound:
                if (sim.Random.Chance(0.5))
                    cluster.Network.Send("opened", () => render.Report(work.Ticket, (r, t) => r.SoundOpened(t)));
                cluster.Store.Parts.Add(sound.SoundKey);
                decide = (r, t) => r.SoundFinished(t, sim.Clock(SimCluster.Control));
                break;
            default:
                sim.Check(
                    render.Film.Segments.All(s => cluster.Store.Parts.Contains(s.ContentKey)),
                    "a film is assembled from stored segments only");
                var files = new Dictionary<string, string> { ["film.mp4"] = "object" };
                decide = (r, t) => r.Assembled(t, files, sim.Clock(SimCluster.Control));
                break;
        }

        Report(work, () => render.Report(work.Ticket, decide), () => End(work, LeaseEnd.Finished));
    }
}

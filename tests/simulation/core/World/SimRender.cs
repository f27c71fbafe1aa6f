using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>
/// The shell of a render, as the grain is: load, decide, write, announce. The decisions are the shipped ones.
/// </summary>
public sealed class SimRender(Sim sim, SimCluster cluster, string id, FilmPlan film, SimTerms terms)
{
    private readonly Dictionary<string, int> _failureReports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<long>> _unreturned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _newestBegun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _newestStarted = new(StringComparer.Ordinal);
    private Render? _render;
    private int _life;
    private bool _finding;
    private bool _publishing;
    private bool _calling;

    public string Id => id;

    public FilmPlan Film => film;

    public bool ClientKnowsItIsAccepted { get; private set; }

    public int SegmentsPublished { get; private set; }

    public int Callbacks { get; private set; }

    public bool WasCancelled { get; private set; }

    /// <summary>The segment from which on whatever makes it fails; null for none.</summary>
    public int? Poison { get; } =
        film.Segments.Count > 0 && sim.Strikes(FaultKind.WorkIsPoison) ? sim.Random.Next(0, film.Segments.Count) : null;

    /// <summary>Takes its memory; the next message wakes it.</summary>
    public void Forget()
    {
        _render = null;
        _life++;
        _finding = _publishing = _calling = false;
        _newestStarted.Clear();
    }

    public bool Submit()
    {
        var edit = new RenderEdit
        {
            Tenant = id,
            Edit = "{}",
            MergedEdit = "{}",
            Callback = id.EndsWith('1') ? "there" : null,
            Created = Clock,
            Class = terms.Class,
            Deadline = terms.Deadline is { } within ? Clock + within : null,
        };
        Turn(r => r.Accept(edit, Clock));
        ClientKnowsItIsAccepted = true;
        return true;
    }

    public bool Cancel()
    {
        Turn(r => r.Cancel(Clock));
        WasCancelled = cluster.Store.Progress(id).State == RenderState.Cancelled;
        return true;
    }

    public void Reconcile() => Turn(r => r.Resume(Clock));

    public WorkOrder? Start(WorkTicket ticket)
    {
        WorkOrder? order = null;
        Turn(r =>
        {
            var (decision, given) = r.Start(Fenced(ticket), Clock);
            order = given;
            // Before the write: should it fail, the start may count all the same.
            if (given is not null) Begun(ticket);
            return decision;
        });
        if (order is null) return null;
        _newestStarted[ticket.WorkId] = Math.Max(ticket.Epoch, _newestStarted.GetValueOrDefault(ticket.WorkId));
        sim.Cover($"order {order.GetType().Name}");
        sim.Log($"{ticket.WorkId} starts under {ticket.Epoch % 1_000_000_000}");
        var progress = cluster.Store.Progress(id);
        sim.Check(progress.State != RenderState.Cancelled, "a cancelled render gives no orders");
        if (order is WorkOrder.Lane lane)
        {
            var finished = new SegmentSet(progress.FinishedSegments);
            var again = lane.Segments.Any(s => finished.Contains(s.Index));
            sim.Check(!again, "a recorded segment is never rendered again");
        }

        return order;
    }

    private void Begun(WorkTicket ticket)
    {
        if (!_unreturned.TryGetValue(ticket.WorkId, out var epochs)) _unreturned.Add(ticket.WorkId, epochs = []);
        epochs.Add(ticket.Epoch);
        _newestBegun[ticket.WorkId] = Math.Max(ticket.Epoch, _newestBegun.GetValueOrDefault(ticket.WorkId));
    }

    /// <summary>A device gave this try back in good order, if nobody took it for lost before.</summary>
    public void Returned(WorkTicket ticket)
    {
        sim.Cover("work returned");
        if (ticket.Epoch < _newestBegun.GetValueOrDefault(ticket.WorkId)) return;
        if (_unreturned.TryGetValue(ticket.WorkId, out var epochs)) epochs.Remove(ticket.Epoch);
    }

    /// <summary>Reports of failure, which may come again after a write of unknown outcome.</summary>
    public int FailuresMax(string workId) => _failureReports.GetValueOrDefault(workId);

    /// <summary>Tries that were begun, not given back and are over: no more than these may count as lost.</summary>
    public int LossesMax(string workId)
    {
        if (!_unreturned.TryGetValue(workId, out var epochs) || epochs.Count == 0) return 0;
        var newest = _newestBegun[workId];
        var runs = cluster.Devices.Any(d => d.Running.Any(l => l.Work.Id == workId && l.Epoch == newest));
        return epochs.Count - (runs ? 1 : 0);
    }

    public void FailureIsReported(string workId) =>
        _failureReports[workId] = _failureReports.GetValueOrDefault(workId) + 1;

    public bool Report(WorkTicket ticket, Func<Render, WorkTicket, Decision> decide)
    {
        var before = cluster.Store.Progress(id);
        var isStale = ticket.Epoch < _newestStarted.GetValueOrDefault(ticket.WorkId);
        Turn(r => decide(r, Fenced(ticket)));
        if (!isStale) return true;
        sim.Cover("stale report");
        sim.Check(
            _render is null || ReferenceEquals(before, cluster.Store.Progress(id)), "a late worker changes nothing");
        return true;
    }

    private DateTimeOffset Clock => sim.Clock(SimCluster.Control);

    private WorkTicket Fenced(WorkTicket ticket) =>
        sim.Mutant == Mutant.NoFence ? ticket with { Epoch = long.MaxValue } : ticket;

    private void Turn(Func<Render, Decision> decide)
    {
        if (!cluster.ControlIsUp) throw new SimFailureException("the silo is down");
        Wake();
        Commit(decide(_render!));
    }

    private void Wake()
    {
        if (_render is not null) return;
        var progress = cluster.Store.Progress(id);
        if (sim.Mutant == Mutant.ForgetsCancel && progress.State == RenderState.Cancelled)
            progress = progress with { State = RenderState.Rendering };
        _render = new Render
        {
            Id = id,
            Options = cluster.RenderOptions,
            Edit = cluster.Store.Edit(id),
            Layout = cluster.Store.Layout(id),
            Progress = progress,
        };
        var life = ++_life;
        if (progress.IsAccepted) Pulse(life, 1);
    }

    private void Pulse(int life, long delay)
    {
        if (sim.Mutant == Mutant.NeverAnnouncesAgain) return;
        sim.At(delay, () =>
        {
            if (life != _life || _render is null || !cluster.ControlIsUp) return;
            if (_render.HasEnded && _render.Progress.Callback != CallbackState.Pending) return;
            Quietly(() => Turn(r => r.Resume(Clock)));
            Pulse(life, (long)cluster.RenderOptions.AnnounceAgainAfter.TotalMilliseconds);
        });
    }

    private void Commit(Decision decision)
    {
        var wasAccepted = _render!.Progress.IsAccepted;
        try
        {
            foreach (var effect in decision.Effects.Where(e => e.IsDurable)) Write(effect, decision.Next);
        }
        catch (SimFailureException) when (sim.Mutant != Mutant.TrustsMemoryAfterFailedWrite)
        {
            Forget();
            throw;
        }
        catch (SimFailureException)
        {
            // The mutant goes on as if nothing had happened.
        }

        if (_render.State != decision.Next.State) sim.Log($"{id} is {decision.Next.State}");
        _render = decision.Next;
        if (!wasAccepted && _render.Progress.IsAccepted) Pulse(_life, 5_000);
        foreach (var effect in decision.Effects.Where(e => !e.IsDurable)) Quietly(() => Do(effect));
    }

    private void Write(RenderEffect effect, Render next)
    {
        if (effect is RenderEffect.WriteEdit) cluster.Store.WriteEdit(id, next.Edit);
        if (effect is RenderEffect.WriteLayout) cluster.Store.WriteLayout(id, next.Layout);
        if (effect is RenderEffect.WriteProgress) cluster.Store.WriteProgress(id, next.Progress);
        if (effect is RenderEffect.AddToOpen && sim.Mutant != Mutant.NotOnOpenList) cluster.Store.AddOpen(id);
    }

    private void Do(RenderEffect effect)
    {
        sim.Cover($"effect {effect.GetType().Name}");
        var life = _life;
        switch (effect)
        {
            case RenderEffect.Enqueue enqueue:
                var work = enqueue.Work.Select(WithModel).ToArray();
                cluster.Enqueue(id, work);
                break;
            case RenderEffect.Withdraw:
                cluster.Withdraw(id, id);
                break;
            case RenderEffect.RemoveFromOpen:
                cluster.Store.RemoveOpen(id);
                break;
            case RenderEffect.FindParts when !_finding:
                _finding = true;
                Later(life, () => _finding = false, () => Turn(r => r.PartsFound(Stored(), Clock)));
                break;
            case RenderEffect.PublishPlaylists publish when !_publishing:
                _publishing = true;
                var soundIsReady = _render!.SoundIsReady;
                Later(life, () => _publishing = false, () => Publish(publish.SegmentsReady, soundIsReady));
                break;
            case RenderEffect.SendCallback when !_calling:
                _calling = true;
                Later(life, () => _calling = false, () =>
                {
                    Callbacks++;
                    Turn(r => r.CallbackSettled(true, Clock));
                });
                break;
            case RenderEffect.WakeAt wake:
                var wait = Math.Max(0, (long)(wake.Time - Clock).TotalMilliseconds);
                sim.At(wait, () => { if (life == _life) Quietly(() => Turn(r => r.Resume(Clock))); });
                break;
        }
    }

    /// <summary>No film needs models yet; the pool and the devices can hold them already.</summary>
    private WorkItem WithModel(WorkItem item) =>
        terms.Model is { } model && item.Kind == WorkKind.Segments ? item with { Model = model } : item;

    /// <summary>Runs outside the turn, on the control silo, and may fail.</summary>
    private void Later(int life, Action ended, Action work) => sim.At(sim.Random.Next(1, 300), () =>
    {
        if (life != _life) return;
        ended();
        if (!sim.Strikes(FaultKind.StoreFails)) Quietly(work);
    });

    private void Publish(int segmentsReady, bool soundIsReady)
    {
        sim.Check(
            film.Segments.Take(segmentsReady).All(s => cluster.Store.Parts.Contains(s.ContentKey)),
            "a playlist names stored segments only");
        SegmentsPublished = Math.Max(SegmentsPublished, segmentsReady);
        Turn(r => r.PlaylistsPublished(segmentsReady, soundIsReady, Clock));
    }

    private StoredParts Stored()
    {
        var segments = new SegmentSet();
        foreach (var segment in film.Segments)
        {
            if (cluster.Store.Parts.Contains(segment.ContentKey)) segments = segments.With(segment.Index);
        }

        return new StoredParts
        {
            Segments = segments.ToBits(),
            HasSound = film.SoundKey is { } key && cluster.Store.Parts.Contains(key),
        };
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (SimFailureException)
        {
            // As in the grain: what failed here comes again.
        }
    }
}

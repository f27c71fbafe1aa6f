using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.World;

namespace Framemill.Simulation.Checkers;

/// <summary>What must hold after every step, whatever the seed did, and what must have come about in the end.</summary>
public sealed class Invariants(Sim sim, SimCluster cluster)
{
    private const int ProgressBytesMax = 4_096;

    /// <summary>Late messages, a lapse, and what shards say to each other once a second, a few times over.</summary>
    private const long UpsetMax = 60_000;

    /// <summary>What a shard says each second, late and lost a few times.</summary>
    private const long TwiceMax = 6_000;

    private readonly Dictionary<(string WorkId, int Attempt), long> _twiceSince = [];
    private readonly Dictionary<string, RenderProgress> _before = new(StringComparer.Ordinal);

    public void AfterStep()
    {
        foreach (var render in cluster.Renders) Check(render);
        foreach (var device in cluster.Devices) Check(device);
        foreach (var pool in cluster.Pools) Check(pool);
        CheckShards();
    }

    public void AtTheEnd()
    {
        foreach (var render in cluster.Renders)
        {
            var progress = cluster.Store.Progress(render.Id);
            sim.Check(progress.IsAccepted, $"liveness: {render.Id} was never accepted");
            sim.Check(IsEnd(progress.State), $"liveness: {render.Id} stays {progress.State}");
            sim.Check(!cluster.Store.Open.Contains(render.Id), $"liveness: {render.Id} stays on the open list");
            sim.Check(
                progress.Callback == CallbackState.None || render.Callbacks > 0,
                "liveness: the user's server is told");
            sim.Cover($"end {progress.State}");
        }

        var pools = cluster.Pools.Select(p => p.Core).ToArray();
        sim.Check(pools.All(p => p.WaitingCount == 0), "liveness: work of ended renders waits for ever");
        sim.Check(pools.All(p => !p.Leases.Any()), "liveness: a lease stays for ever");
        sim.Check(!cluster.Devices.Any(d => d.Running.Any()), "liveness: a device works for ever");
    }

    private void Check(SimRender render)
    {
        var now = cluster.Store.Progress(render.Id);
        sim.Check(now.IsAccepted || !render.ClientKnowsItIsAccepted, "an accepted render is never lost");
        if (!_before.TryGetValue(render.Id, out var before))
        {
            before = new RenderProgress();
        }

        if (ReferenceEquals(before, now)) return;
        _before[render.Id] = now;
        var finished = new SegmentSet(now.FinishedSegments);
        var earlier = new SegmentSet(before.FinishedSegments);
        sim.Check(
            render.Film.Segments.All(s => !earlier.Contains(s.Index) || finished.Contains(s.Index)),
            "a recorded segment stays recorded");
        sim.Check(
            render.Film.Segments.All(s => !finished.Contains(s.Index) || cluster.Store.Parts.Contains(s.ContentKey)),
            "a recorded segment is stored");
        sim.Check(!IsEnd(before.State) || before.State == now.State, "an ended render stays as it ended");
        sim.Check(
            !now.IsAccepted || IsEnd(now.State) || cluster.Store.Open.Contains(render.Id),
            "an open render is on the open list");
        var counted = (now.Failures.Count + now.Losses.Count) * 64;
        sim.Check(now.FinishedSegments.Length + counted < ProgressBytesMax, "progress stays small");
        sim.Check(now.Failures.All(f => f.Value <= render.FailuresMax(f.Key)), "only what failed is a failed try");
        sim.Check(
            now.Losses.All(l => l.Value <= render.LossesMax(l.Key)), "work that was given back is no lost device");
        if (now.State == RenderState.Done) CheckDone(render, now, finished);
        if (now.State == RenderState.Failed) sim.Check(now.Errors.Count > 0, "a failed render has a reason");
    }

    private void CheckDone(SimRender render, RenderProgress now, SegmentSet finished)
    {
        sim.Check(finished.Count == render.Film.Segments.Count, "a film that is done has all its segments");
        sim.Check(render.Film.SoundKey is null || now.SoundIsDone, "a film that is done has its sound");
        sim.Check(now.Files.Count > 0, "a film that is done has its files");
        sim.Check(render.SegmentsPublished == render.Film.Segments.Count, "a film that is done has whole playlists");
    }

    private void Check(SimDevice device)
    {
        int lanes = 0, steps = 0;
        long memory = device.ModelBytesInUse;
        foreach (var lease in device.Running)
        {
            if (lease.Work.Kind == WorkKind.Segments) lanes++;
            else steps++;
            memory += lease.Work.MemoryBytes;
        }

        var most = device.Description;
        sim.Check(lanes <= most.LaneSlots && steps <= most.LightSlots, "a device has a slot for all it does");
        sim.Check(memory <= most.MemoryBytes, "a device has memory for all it does");
        sim.Check(device.BookedBytes <= most.MemoryBytes, "a device has memory for its models too");
    }

    /// <summary>
    /// Shards share tenants and devices without leasing anything twice. One that lost its memory does not know what it
    /// gave out until its devices say so, and may say the wrong thing until then: that must be put right soon.
    /// </summary>
    private void CheckShards()
    {
        if (cluster.Map.Shards == 1 && cluster.Map.Epoch == 0) return;
        foreach (var device in cluster.Devices)
            sim.Check(device.Shards.Count() <= 1, "a device works for one shard at a time");
        if (sim.Now - cluster.Upset < UpsetMax) return;
        // A later attempt replaces one that failed, of which a shard may hear a moment later. So does a shard whose
        // device comes back, long unheard of, with a lease of another's tenant: it says so within a second.
        var held = new HashSet<(string, int)>();
        var twice = new HashSet<(string, int)>();
        foreach (var (_, lease) in cluster.Pools.SelectMany(p => p.Core.Leases))
        {
            var work = (lease.Work.Id, lease.Work.Attempt);
            if (!held.Add(work)) twice.Add(work);
        }

        foreach (var work in _twiceSince.Keys.Except(twice).ToArray()) _twiceSince.Remove(work);
        foreach (var work in twice)
        {
            var since = _twiceSince.TryAdd(work, sim.Now) ? sim.Now : _twiceSince[work];
            sim.Check(sim.Now - since < TwiceMax, "work is leased by one shard at a time");
        }
    }

    private void Check(SimPool shard)
    {
        var pool = shard.Core;
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, lease) in pool.Leases)
        {
            sim.Check(!shard.Revoked.Contains(lease.Id), "a lease that was taken away never comes back");
            sim.Check(held.Add(lease.Work.Id), "work is leased once at a time");
            sim.Check(!pool.WaitingIds.Contains(lease.Work.Id), "leased work does not wait");
        }
    }

    private static bool IsEnd(RenderState state) =>
        state is RenderState.Done or RenderState.Failed or RenderState.Cancelled;
}

namespace Framemill.Scheduling;

/// <summary>
/// One turn of the scheduler: a snapshot in, a plan out, nothing touched. Every piece of work is either placed or
/// refused with a reason.
/// </summary>
public static class SchedulingCycle
{
    public static CyclePlan Run(PoolSnapshot pool)
    {
        var rooms = pool.Devices.OrderBy(d => d.DeviceId, StringComparer.Ordinal).ToArray();
        var atFirst = rooms.ToArray();
        var placements = new List<Placement>();
        var refusals = new List<Refusal>();

        // 1. Take what waits in the order in which it is due.
        foreach (var work in DueOrder.Of(pool))
        {
            // 2. Book it against what is still free. Work that does not fit is skipped, not blocking: a long lane must
            //    not keep a short step, or a small film a large one, from a slot that only it can use.
            var at = RoomiestFor(work, rooms);
            if (at >= 0)
            {
                placements.Add(new Placement(work, rooms[at].DeviceId));
                rooms[at] = rooms[at].Without(work);
                continue;
            }

            // 3. Say why not.
            refusals.Add(new Refusal(work, ReasonFor(work, atFirst)));
        }

        return new CyclePlan(placements, refusals);
    }

    /// <summary>The placements alone: done as soon as nothing is free any more, however much waits.</summary>
    public static IReadOnlyList<Placement> Place(PoolSnapshot pool)
    {
        var rooms = pool.Devices.OrderBy(d => d.DeviceId, StringComparer.Ordinal).ToArray();
        var placements = new List<Placement>();
        if (IsFull(rooms)) return placements;
        foreach (var work in DueOrder.Of(pool))
        {
            var at = RoomiestFor(work, rooms);
            if (at < 0) continue;
            placements.Add(new Placement(work, rooms[at].DeviceId));
            rooms[at] = rooms[at].Without(work);
            if (IsFull(rooms)) break;
        }

        return placements;
    }

    private static bool IsFull(DeviceRoom[] rooms) =>
        rooms.All(r => r.IsDraining || (r.FreeLaneSlots <= 0 && r.FreeLightSlots <= 0) || r.FreeBytes <= 0);

    /// <summary>The device with most free slots of the kind, then most memory: load spreads, heat and all.</summary>
    private static int RoomiestFor(WorkItem work, DeviceRoom[] rooms)
    {
        var best = -1;
        for (var i = 0; i < rooms.Length; i++)
        {
            if (!rooms[i].Holds(work)) continue;
            if (best < 0 || IsRoomier(rooms[i], rooms[best], work.Kind)) best = i;
        }

        return best;
    }

    private static bool IsRoomier(DeviceRoom room, DeviceRoom than, WorkKind kind) =>
        room.FreeSlots(kind) != than.FreeSlots(kind)
            ? room.FreeSlots(kind) > than.FreeSlots(kind)
            : room.FreeBytes > than.FreeBytes;

    private static WaitReason ReasonFor(WorkItem work, DeviceRoom[] atFirst)
    {
        var alive = atFirst.Where(d => !d.IsDraining).ToArray();
        if (alive.Length == 0) return WaitReason.NoDevice;
        if (alive.All(d => d.TotalBytes < work.MemoryBytes)) return WaitReason.NoDeviceIsLargeEnough;
        if (alive.Any(d => d.Holds(work))) return WaitReason.OthersAreFirst;
        return alive.Any(d => d.FreeSlots(work.Kind) > 0) ? WaitReason.MemoryIsTaken : WaitReason.AllDevicesAreBusy;
    }
}

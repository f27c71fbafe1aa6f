using System.Diagnostics;
using System.Globalization;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>
/// One cycle: 10,000 pieces of work of 1,000 tenants wait, 1,000 devices pull at once, each gets one.
/// </summary>
internal static class CycleBenchmark
{
    private const int Devices = 1_000;
    private const int Tenants = 1_000;
    private const int Waiting = 10_000;
    private const int Rounds = 30;

    public static string Run()
    {
        var times = new List<double>();
        var bytes = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var pool = FilledPool(out var now);
            var offers = Enumerable.Range(0, Devices).Select(i => Offer(i, sequence: 2)).ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var begun = Stopwatch.GetTimestamp();
            var granted = 0;
            foreach (var offer in offers) granted += pool.Pull(offer, now).Granted.Count;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            bytes.Add((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Devices);
            if (granted != Devices) throw new InvalidOperationException($"{granted} of {Devices} devices got work.");
        }

        times.Sort();
        bytes.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| cycle over {Waiting:N0} waiting and {Devices:N0} devices | {times[0]:F2} ms best, "
            + $"{times[Rounds / 2]:F2} ms median | {bytes[Rounds / 2]:F0} bytes a lease |");
    }

    private static WorkPool FilledPool(out DateTimeOffset now)
    {
        now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var pool = new WorkPool(new SchedulingOptions());
        for (var i = 0; i < Devices; i++) pool.Pull(Offer(i, sequence: 1), now);
        var work = new List<WorkItem>();
        for (var i = 0; i < Waiting; i++)
        {
            work.Add(new WorkItem
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"render{i / 8}/segments/{i % 8}"),
                RenderId = string.Create(CultureInfo.InvariantCulture, $"render{i / 8}"),
                Kind = WorkKind.Segments,
                Tenant = string.Create(CultureInfo.InvariantCulture, $"tenant{i / 8 % Tenants}"),
                Since = now.AddSeconds(-(i * 7919 % 600)),
                Order = i % 8,
                MemoryBytes = 100 + (i / 8 % 5),
                Frames = 480,
                Class = (WorkClass)(i / 8 % 3),
                Profile = i / 8 % 2 == 0 ? "hd" : "uhd",
            });
        }

        pool.Enqueue(work, now);
        return pool;
    }

    private static DeviceOffer Offer(int device, long sequence) => new()
    {
        DeviceId = string.Create(CultureInfo.InvariantCulture, $"silo{device}/gpu0"),
        Description = new DeviceDescription { Pool = "p", LaneSlots = 1, LightSlots = 1, MemoryBytes = 1_000 },
        Held = [],
        Sequence = sequence,
    };
}

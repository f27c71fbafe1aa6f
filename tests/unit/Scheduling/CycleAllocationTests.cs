using System.Globalization;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>What a lease costs in garbage: the scheduler runs all day, and its garbage is everybody's pause.</summary>
public class CycleAllocationTests
{
    private const int Devices = 200;
    private const int Rounds = 12;

    /// <summary>
    /// The lease itself with its name and its book entry, the answer and its list, and a place among the idle: exactly
    /// what was counted. What grows with the pool (tables) is there already.
    /// </summary>
    private const long BytesMax = 344;

    private readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly WorkPool _pool = new(new SchedulingOptions());
    private readonly Lease?[] _held = new Lease?[Devices];
    private long _sequence;

    [Fact]
    public void Pull_EndsOneAndGetsAnother_AllocatesNoMoreThanTheLeaseNeeds()
    {
        var description = new DeviceDescription { Pool = "p", LaneSlots = 1, LightSlots = 1, MemoryBytes = 1_000 };
        _pool.Enqueue([.. Enumerable.Range(0, Devices * (Rounds + 2)).Select(Lane)], _start);
        long bytes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var now = _start.AddSeconds(round);
            var offers = Enumerable.Range(0, Devices).Select(i => Offer(i, description)).ToArray();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Devices; i++) _held[i] = _pool.Pull(offers[i], now).Granted[0];
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(bytes <= BytesMax * Devices, $"{bytes / (double)Devices:F0} bytes a lease");
    }

    private DeviceOffer Offer(int device, DeviceDescription description) => new()
    {
        DeviceId = string.Create(CultureInfo.InvariantCulture, $"silo{device}/gpu0"),
        Description = description,
        Held = [],
        Ended = _held[device] is { } lease ? [Works.Ended(lease)] : [],
        Sequence = ++_sequence,
    };

    private WorkItem Lane(int number) => Works.Lane(
        string.Create(CultureInfo.InvariantCulture, $"render{number / 8}"), number % 8,
        string.Create(CultureInfo.InvariantCulture, $"tenant{number / 8 % 50}"));
}

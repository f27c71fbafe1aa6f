using Framemill.Simulation;
using Framemill.Simulation.Faults;
using Framemill.Simulation.Oracle;

namespace Framemill.Tests.Simulation;

public class SeedsTests
{
    private const int Seeds = 5_000;

    /// <summary>
    /// Every operation, and every fault by its name, must have happened, or the seeds prove too little.
    /// </summary>
    private static readonly string[] MustHappen =
    [
        .. Enum.GetNames<FaultKind>().Select(f => $"fault {f}"),
        "accepted", "cancel", "end Done", "end Failed", "end Cancelled", "stale report", "reconcile",
        "order Prepare", "order Sound", "order Lane", "order Assemble", "work failed", "work refused",
        "lease Finished", "lease Failed", "lease revoked", "lease lapsed at the device", "lease lapsed in the pool",
        "yield", "lane gives way", "preempt", "lease cut", "lease Returned", "work returned", "lease Refused",
        "because All devices are busy.", "because There is not enough free memory on the devices.",
        "because A device that has its model loaded is about to be free.",
        "because The devices that are free failed too often lately and rest.", "because Others are due first.",
        "because It failed on the device that is free; another is awaited.", "because No device is there yet.",
        "duel grant Interactive", "duel grant Standard", "duel grant Batch", "duel grant with a model",
        "duel device Well", "duel device Tried",
        "duel device Out", "duel held for its model", "duel held for a faster device",
        "health Degraded", "health Probation", "health Out", "poison",
        "because The devices that are free report faults of their own and get no work.",
        "because The device that is free failed lately and is tried with one piece at a time.",
        "silo left", "more shards", "fewer shards", "shard is over", "device goes to another shard", "leased elsewhere",
        "asked another shard", "disowned",
        "batch Accepted", "batch Duplicate", "batch Gap", "effect SendCallback", "effect WakeAt", "effect Withdraw",
    ];

    [Fact]
    public void Run_ManySeeds_HoldsEveryRuleAndReachesEveryFault()
    {
        var coverage = new Dictionary<string, long>();
        Parallel.For(
            0,
            Seeds,
            seed =>
            {
                var result = new ClusterSimulation((ulong)seed).Run();
                Assert.True(
                    result.Broken is null,
                    $"{result.Broken}; again: ./framemill simulate --seed {seed}\n{result.History}");
                var duel = new PolicyDuel((ulong)seed);
                var differs = duel.Run();
                Assert.True(differs is null, $"{differs}; again: ./framemill simulate --seed {seed}");
                lock (coverage)
                {
                    foreach (var (point, times) in result.Coverage.Concat(duel.Coverage))
                        coverage[point] = coverage.GetValueOrDefault(point) + times;
                }
            });

        Assert.All(MustHappen, point => Assert.Contains(point, coverage.Keys));
    }

    [Fact]
    public void Run_SameSeed_IsTheSameHistory()
    {
        var one = new ClusterSimulation(4711).Run();
        var other = new ClusterSimulation(4711).Run();

        Assert.Equal(one.Steps, other.Steps);
        Assert.Equal(one.History, other.History);
        Assert.Equal(one.Coverage, other.Coverage);
    }
}

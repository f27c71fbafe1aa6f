using Framemill.Simulation;
using Framemill.Simulation.Faults;

namespace Framemill.Tests.Simulation;

public class SeedsTests
{
    private const int Seeds = 2_000;

    /// <summary>
    /// Every operation, and every fault by its name, must have happened, or the seeds prove too little.
    /// </summary>
    private static readonly string[] MustHappen =
    [
        .. Enum.GetNames<FaultKind>().Select(f => $"fault {f}"),
        "accepted", "cancel", "end Done", "end Failed", "end Cancelled", "stale report", "reconcile",
        "order Prepare", "order Sound", "order Lane", "order Assemble", "work failed", "work refused",
        "lease Finished", "lease Failed", "lease revoked", "lease lapsed at the device", "lease lapsed in the pool",
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
                Assert.True(result.Broken is null, $"seed {seed}: {result.Broken}\n{result.History}");
                lock (coverage)
                {
                    foreach (var (point, times) in result.Coverage)
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

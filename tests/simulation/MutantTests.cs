using Framemill.Simulation;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;
using Framemill.Simulation.Oracle;

namespace Framemill.Tests.Simulation;

/// <summary>
/// A checker that no mistake sets off proves nothing: each of these mistakes must be found by some seed.
/// </summary>
public class MutantTests
{
    private const int SeedsMax = 1_000;

    [Theory]
    [InlineData(Mutant.NotOnOpenList, "open list")]
    [InlineData(Mutant.NoFence, "late worker")]
    [InlineData(Mutant.Overbooks, "a device has")]
    [InlineData(Mutant.IgnoresFrameLedger, "every frame once")]
    [InlineData(Mutant.RecordsTooEarly, "stored")]
    [InlineData(Mutant.TrustsMemoryAfterFailedWrite, "never lost|liveness|open list|stays|files|sound")]
    [InlineData(Mutant.NeverAnnouncesAgain, "liveness")]
    [InlineData(Mutant.ForgetsCancel, "cancelled|stays as it ended")]
    [InlineData(Mutant.NeverTellsEnds, "liveness|leased once")]
    [InlineData(Mutant.ReturnsInSilence, "no lost device")]
    [InlineData(Mutant.NeverGivesWay, "makes no further segment")]
    [InlineData(Mutant.ForgetsLimits, "no more lanes")]
    [InlineData(Mutant.ForgetsForeignLeases, "leased by one shard")]
    [InlineData(Mutant.PullsAnywhere, "works for one shard|leased by one shard")]
    [InlineData(Mutant.StaysWhereItIs, "liveness")]
    [InlineData(Mutant.HidesItsReadings, "out gets no new lease")]
    [InlineData(Mutant.CallsFailedDone, "puts no device out")]
    public void Run_WithAMistake_BreaksARule(Mutant mutant, string rule)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (new ClusterSimulation((ulong)seed, mutant).Run().Broken is not { } broken) continue;
            Assert.Matches(rule, broken);
            return;
        }

        Assert.Fail($"{SeedsMax} seeds did not notice {mutant}.");
    }

    /// <summary>Each rule of the policy, bent on one side only.</summary>
    public static readonly TheoryData<string, Action<SchedulingOptions>> BentRules = new()
    {
        { "ageing", o => o.AgedAfter = TimeSpan.FromSeconds(90) },
        { "turns", o => o.AgedEvery = 5 },
        { "deadlines", o => o.DeadlineHeadStart = TimeSpan.Zero },
        { "fading", o => o.UseHalfLife = TimeSpan.FromSeconds(30) },
        { "weights and limits", o => o.Tenants = [] },
        { "holding back", o => o.HoldBackMax = TimeSpan.Zero },
        { "slow devices", o => o.SlownessMax = 1_000 },
        { "rest", o => o.DeviceFaultsMax = 1_000 },
    };

    [Theory]
    [MemberData(nameof(BentRules), DisableDiscoveryEnumeration = true)]
    public void Run_ARuleIsBent_TheOracleDiffers(string rule, Action<SchedulingOptions> bend)
    {
        var isNoticed = Enumerable.Range(0, SeedsMax).Any(seed => new PolicyDuel((ulong)seed, bend).Run() is not null);
        Assert.True(isNoticed, $"{SeedsMax} seeds did not notice other {rule}.");
    }
}

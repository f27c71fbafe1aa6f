using Framemill.Simulation;
using Framemill.Simulation.Faults;

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
}

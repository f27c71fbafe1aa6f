using Framemill.Simulation.Checkers;
using Framemill.Simulation.Faults;
using Framemill.Simulation.World;

namespace Framemill.Simulation;

/// <summary>
/// The control plane in one thread: virtual time, one source of randomness, every fault drawn from the seed. The code
/// under test is what ships: renders, the pool with its cycle, device and frame ledgers. Only the world is made up.
/// </summary>
public sealed class ClusterSimulation(ulong seed, Mutant mutant = Mutant.None)
{
    private const int StepsMax = 200_000;
    private const long FaultsEnd = 90_000;

    /// <summary>
    /// Late messages, backoff, a lapse or two and a reminder fit between the last fault and the judgement.
    /// </summary>
    private const long JudgedAt = FaultsEnd + 400_000;

    /// <summary>By then the last late message has come, and what is at rest stays so.</summary>
    private const long RestCountsFrom = FaultsEnd + 50_000;

    private readonly Sim _sim = new(seed, mutant);

    public SimulationResult Run()
    {
        var cluster = new SimCluster(_sim);
        var invariants = new Invariants(_sim, cluster);
        Trouble(cluster);
        _sim.At(FaultsEnd, () => _sim.Faults.IsOn = false);

        long steps = 0;
        while (_sim.Broken is null && _sim.Now < JudgedAt && _sim.Step())
        {
            invariants.AfterStep();
            if (_sim.Now > RestCountsFrom && cluster.IsAtRest) break;
            if (++steps > StepsMax) _sim.Check(false, "liveness: the world never comes to rest");
        }

        if (_sim.Broken is null) invariants.AtTheEnd();
        return new SimulationResult
        {
            Seed = seed,
            Broken = _sim.Broken,
            Steps = steps,
            VirtualSeconds = _sim.Now / 1000.0,
            Coverage = _sim.Coverage,
            History = _sim.History,
        };
    }

    /// <summary>Once a second, whatever can break by itself may.</summary>
    private void Trouble(SimCluster cluster) => _sim.At(1_000, () =>
    {
        if (_sim.Strikes(FaultKind.ControlCrash)) cluster.CrashControl();
        if (_sim.Strikes(FaultKind.PoolForgets)) cluster.Pools[_sim.Random.Next(0, cluster.Map.Shards)].Forget();
        foreach (var device in cluster.Devices.Where(d => d.IsUp))
        {
            if (_sim.Strikes(FaultKind.DevicePause)) device.Pause();
            if (_sim.Strikes(FaultKind.DeviceCrash)) device.Crash();
            if (_sim.Strikes(FaultKind.DeviceIsSick)) device.Sicken();
        }

        if (_sim.Strikes(FaultKind.ClockJump))
        {
            _sim.SetClock(SimCluster.Control, _sim.Random.Next(-20_000, 20_000));
            cluster.Upsets();
        }

        if (_sim.Strikes(FaultKind.ClockJump)) _sim.SetClock("silo0", _sim.Random.Next(-20_000, 20_000));
        if (_sim.Faults.IsOn) Trouble(cluster);
    });
}

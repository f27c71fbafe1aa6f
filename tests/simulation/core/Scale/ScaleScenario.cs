using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Simulation.Scale;

/// <summary>The same day under three schedulers.</summary>
public static class ScaleScenario
{
    public static readonly SchedulingOptions Options = new()
    {
        WaitingMax = 10_000_000,
        TenantWaitingMax = 10_000_000,
        LeaseTarget = TimeSpan.FromMinutes(2),
        SpeedAtFirst = 10,
    };

    public static IReadOnlyList<(string Name, ReplayReport Report)> Run(ScaleSettings settings, Action<string> say)
    {
        (string Name, IReplayScheduler Scheduler)[] schedulers =
        [
            ("Framemill", new ShippedScheduler(Options)),
            ("plain priority", new QueueScheduler(byClass: true)),
            ("first come, first served", new QueueScheduler(byClass: false)),
        ];
        // Side by side: they share nothing, and each is one thread.
        var reports = new (string, ReplayReport)[schedulers.Length];
        Parallel.For(0, schedulers.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            var (name, scheduler) = schedulers[i];
            say($"playing the day: {name}");
            reports[i] = (name, new PoolReplay(PlanOf(settings), scheduler).Run());
            say($"played the day: {name}");
        });
        return reports;
    }

    private static ReplayPlan PlanOf(ScaleSettings settings)
    {
        var demand = new ScaleDemand(settings);
        var noise = new SimRandom(settings.Seed ^ 0x4015E);
        return new ReplayPlan
        {
            Start = World.Sim.Epoch,
            Seconds = settings.Hours * 3_600,
            Devices = demand.Devices(),
            Arrivals = demand.Arrivals(),
            FramesPerSecond = ScaleDemand.FramesPerSecond,
            Noise = _ => 0.8 + (0.4 * noise.NextDouble()),
            ForecastEvery = Math.Max(200, settings.Devices / 2 * settings.ForecastThin),
        };
    }
}

using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>The far side, or the way to it, failed: the caller does not know what happened.</summary>
public sealed class SimFailureException(string what) : Exception(what);

/// <summary>Calls between simulated grains: at most once or, for one-way messages, now and then twice.</summary>
public sealed class SimNetwork(Sim sim)
{
    private const int TimeoutAfter = 4_000;

    /// <summary>
    /// Runs <paramref name="handle"/> at the far side; exactly one of the other two follows, unless the caller is gone.
    /// </summary>
    public void Call<T>(string what, Func<T> handle, Action<T> answered, Action failed)
    {
        var settled = false;
        void Once(Action action)
        {
            if (settled) return;
            settled = true;
            action();
        }

        sim.At(TimeoutAfter, () => Once(failed));
        if (sim.Strikes(FaultKind.MessageLost)) return;
        void Deliver()
        {
            try
            {
                var answer = handle();
                if (!sim.Strikes(FaultKind.ReplyLost)) sim.At(Delay(), () => Once(() => answered(answer)));
            }
            catch (SimFailureException failure)
            {
                sim.Log($"{what}: {failure.Message}");
                sim.At(Delay(), () => Once(failed));
            }
        }

        sim.At(Delay(), Deliver);
        if (sim.Strikes(FaultKind.MessageDoubled)) sim.At(Delay(), Deliver);
    }

    public void Send(string what, Action handle)
    {
        if (sim.Strikes(FaultKind.MessageLost)) return;
        var copies = sim.Strikes(FaultKind.MessageDoubled) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            sim.At(Delay(), () =>
            {
                try
                {
                    handle();
                }
                catch (SimFailureException failure)
                {
                    sim.Log($"{what}: {failure.Message}");
                }
            });
        }
    }

    private long Delay() => sim.Strikes(FaultKind.MessageLate) ? sim.Random.Next(500, 30_000) : sim.Random.Next(1, 20);
}

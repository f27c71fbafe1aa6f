namespace Framemill.Tests.Chaos.Support;

/// <summary>Brings the troubles of a plan over a cluster, each at its moment.</summary>
internal sealed class Storm(ChaosCluster cluster)
{
    private static readonly TimeSpan CutOffFor = TimeSpan.FromMilliseconds(700);
    private int _joined;

    /// <param name="isOver">All that was asked for is done: troubles whose moment never came are let go.</param>
    public async Task RageAsync(IReadOnlyList<ChaosStep> steps, Func<bool> isOver)
    {
        var healing = new List<Task>();
        foreach (var step in steps)
        {
            var moment = cluster.Moments.At(step.Moment);
            while (!moment.IsCompleted)
            {
                if (isOver()) return;
                await Task.WhenAny(moment, Task.Delay(TimeSpan.FromMilliseconds(50)));
            }

            cluster.Log.Add($"--- moment {step.Moment}: {step.Trouble}");
            await StrikeAsync(step, healing);
        }

        await Task.WhenAll(healing);
    }

    private async Task StrikeAsync(ChaosStep step, List<Task> healing)
    {
        var silo = cluster.Silos[step.Choice % cluster.Silos.Count];
        switch (step.Trouble)
        {
            case Trouble.SiloIsKilled:
                await cluster.KillAsync(silo);
                await cluster.StartSiloAsync(silo.Name);
                break;
            case Trouble.SiloIsStopped:
                await cluster.StopAsync(silo);
                await cluster.StartSiloAsync(silo.Name);
                break;
            case Trouble.SiloJoins:
                await cluster.StartSiloAsync($"more-{++_joined}");
                break;
            case Trouble.WriteFailsBefore or Trouble.WriteFailsAfter:
                silo.Machine.FailNextWrite(
                    step.Trouble == Trouble.WriteFailsBefore ? StoreFault.Before : StoreFault.After);
                break;
            case Trouble.PutFailsBefore or Trouble.PutFailsAfter:
                silo.Machine.FailNextPut(
                    step.Trouble == Trouble.PutFailsBefore ? StoreFault.Before : StoreFault.After);
                break;
            case Trouble.StoreIsCutOff:
                silo.Machine.CutOff();
                healing.Add(ReconnectAsync(silo.Machine));
                break;
            case Trouble.ChildIsKilled:
                var children = Children.Running();
                if (children.Count > 0) Children.Kill(children[step.Choice % children.Count]);
                break;
        }
    }

    private static async Task ReconnectAsync(Machine machine)
    {
        await Task.Delay(CutOffFor);
        machine.Reconnect();
    }
}

using Framemill.Tests.Engine.Placement;
using Framemill.Tests.Engine.Support;
using Orleans.TestingHost;

namespace Framemill.Tests.Engine.Lives;

public sealed class SiloEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_WithACallInFlight_FailsItAndPlacesTheGrainAnew()
    {
        await using var cluster = await Clusters.StartAsync(2, Director.Use);
        var victim = cluster.Silos[1];
        var grain = cluster.Client.GetGrain<IPlacedGrain>($"{victim.Name}/{Gates.Fresh("kill")}");
        Assert.Equal(victim.Name, await grain.SiloName());
        var reached = Gates.Fresh("reached");
        var held = grain.Hold(reached, Gates.Fresh("never"));
        await Gates.Reached(reached);

        await cluster.KillSiloAsync(victim);

        var failure = await Record.ExceptionAsync(() => held);
        Assert.True(failure is SiloUnavailableException or TimeoutException, $"{failure}");
        Assert.Equal(cluster.Silos[0].Name, await UntilItAnswers(() => grain.SiloName()));
        await cluster.StopAllSilosAsync();
    }

    [Fact]
    public async Task Stop_WithACallInFlight_LetsItFinishAndPlacesTheGrainAnew()
    {
        await using var cluster = await Clusters.StartAsync(2, Director.Use);
        var leaving = cluster.Silos[1];
        var grain = cluster.Client.GetGrain<IPlacedGrain>($"{leaving.Name}/{Gates.Fresh("stop")}");
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));
        var held = grain.Hold(reached, gate);
        await Gates.Reached(reached);

        var stopping = cluster.StopSiloAsync(leaving);
        Gates.Reach(gate);
        await held;
        await stopping;

        Assert.Equal(cluster.Silos[0].Name, await UntilItAnswers(() => grain.SiloName()));
        await cluster.StopAllSilosAsync();
    }

    [Fact]
    public async Task Join_OfASilo_LetsGrainsBePlacedThere()
    {
        await using var cluster = await Clusters.StartAsync(1, Director.Use);
        var joined = await cluster.StartAdditionalSiloAsync();
        await cluster.WaitForLivenessToStabilizeAsync();

        var grain = cluster.Client.GetGrain<IPlacedGrain>($"{joined.Name}/{Gates.Fresh("join")}");

        Assert.Equal(joined.Name, await UntilItAnswers(() => grain.SiloName()));
        await cluster.StopAllSilosAsync();
    }

    [Fact]
    public async Task Key_CalledFromTwoSilos_HasOneActivation()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Gates.Fresh("single");

        var lives = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
        {
            var services = cluster.Silos[i % 2].ServiceProvider;
            var factory = (IGrainFactory)services.GetService(typeof(IGrainFactory))!;
            return factory.GetGrain<ILifeGrain>(key).Life();
        }));

        Assert.Single(lives.Distinct());
        await cluster.StopAllSilosAsync();
    }

    // A cluster takes its time to believe that a silo is gone: callers try again, as in production.
    private static async Task<string> UntilItAnswers(Func<Task<string>> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (
                exception is OrleansException or TimeoutException && !patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}

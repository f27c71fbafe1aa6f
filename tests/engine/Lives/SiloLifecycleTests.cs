using Framemill.Tests.Engine.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Framemill.Tests.Engine.Lives;

public sealed class StageJournal(string name) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        Note(lifecycle, ServiceLifecycleStage.ApplicationServices, "application");
        Note(lifecycle, ServiceLifecycleStage.RuntimeStorageServices, "storage");
        Note(lifecycle, ServiceLifecycleStage.Active, "active");
    }

    private void Note(ISiloLifecycle lifecycle, int stage, string text) => lifecycle.Subscribe(
        $"{name}-{text}", stage, _ => Add($"start {text}"), _ => Add($"stop {text}"));

    private Task Add(string line)
    {
        Journal.Add(name, line);
        return Task.CompletedTask;
    }
}

public sealed class SiloLifecycleTests
{
    [Fact]
    public async Task Lifecycle_OfASilo_StartsUpwardsAndStopsDownwards()
    {
        var name = Gates.Fresh("stages");
        await using var cluster = await Clusters.StartAsync(1, (_, silo) => silo.Services
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageJournal(name)));

        await cluster.StopAllSilosAsync();

        Assert.Equal(
            ["start storage", "start application", "start active", "stop active", "stop application", "stop storage"],
            Journal.Read(name));
    }

    [Fact]
    public async Task StartupTask_OfASilo_MayCallGrains()
    {
        var key = Gates.Fresh("startup");
        await using var cluster = await Clusters.StartAsync(1, (_, silo) => silo.AddStartupTask(
            async (services, _) => await services.GetRequiredService<IGrainFactory>()
                .GetGrain<ILifeGrain>(key).Life()));

        Assert.Equal(["activated", "called"], Journal.Read(key));
        await cluster.StopAllSilosAsync();
    }

    [Fact]
    public async Task Stop_OfASilo_DeactivatesItsGrains()
    {
        var key = Gates.Fresh("stopped");
        await using var cluster = await Clusters.StartAsync(1);
        await cluster.Client.GetGrain<ILifeGrain>(key).Life();

        await cluster.StopAllSilosAsync();

        Assert.Equal("deactivated ShuttingDown", Journal.Read(key)[^1]);
    }
}

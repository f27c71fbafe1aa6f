using Framemill.Tests.Engine.Support;

namespace Framemill.Tests.Engine.Lives;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Life();

    Task DeactivateNow();

    Task HoldOn(TimeSpan span);
}

public interface IKeptGrain : ILifeGrain;

public abstract class LifeGrainBase : Grain
{
    private readonly Guid _life = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Add(this.GetPrimaryKeyString(), "activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Journal.Add(key, $"deactivated {reason.ReasonCode}");
        Gates.Reach($"{key}-deactivated");
        return Task.CompletedTask;
    }

    public Task<Guid> Life()
    {
        Journal.Add(this.GetPrimaryKeyString(), "called");
        return Task.FromResult(_life);
    }

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task HoldOn(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }
}

public sealed class LifeGrain : LifeGrainBase, ILifeGrain;

[KeepAlive]
public sealed class KeptGrain : LifeGrainBase, IKeptGrain;

public interface IFailingGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

public sealed class FailingGrain : Grain, IFailingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Journal.Add(key, "attempt");
        return Journal.Read(key).Length == 1
            ? throw new InvalidOperationException("not the first time")
            : Task.CompletedTask;
    }

    public Task<int> Attempts() => Task.FromResult(Journal.Read(this.GetPrimaryKeyString()).Length);
}

public sealed class ActivationTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly string _key = Gates.Fresh("life");

    private IManagementGrain Management => silo.Client.GetGrain<IManagementGrain>(0);

    [Fact]
    public async Task OnActivate_OfANewActivation_RunsBeforeTheFirstCall()
    {
        await silo.Client.GetGrain<ILifeGrain>(_key).Life();

        Assert.Equal(["activated", "called"], Journal.Read(_key));
    }

    [Fact]
    public async Task DeactivateOnIdle_ThenACall_BeginsANewLife()
    {
        var grain = silo.Client.GetGrain<ILifeGrain>(_key);
        var first = await grain.Life();

        await grain.DeactivateNow();
        await Gates.Reached($"{_key}-deactivated");

        Assert.NotEqual(first, await grain.Life());
        Assert.Equal(
            ["activated", "called", "deactivated ApplicationRequested", "activated", "called"], Journal.Read(_key));
    }

    [Fact]
    public async Task Collection_OfAnIdleGrain_Deactivates()
    {
        await silo.Client.GetGrain<ILifeGrain>(_key).Life();

        await Management.ForceActivationCollection(TimeSpan.Zero);

        await Gates.Reached($"{_key}-deactivated");
        Assert.StartsWith("deactivated", Journal.Read(_key)[^1]);
    }

    [Fact]
    public async Task Collection_OfAGrainThatAskedToStay_LeavesIt()
    {
        var grain = silo.Client.GetGrain<ILifeGrain>(_key);
        var idle = Gates.Fresh("idle");
        await silo.Client.GetGrain<ILifeGrain>(idle).Life();
        var life = await grain.Life();
        await grain.HoldOn(TimeSpan.FromHours(1));

        await Management.ForceActivationCollection(TimeSpan.Zero);
        await Gates.Reached($"{idle}-deactivated");

        Assert.Equal(life, await grain.Life());
    }

    [Fact]
    public async Task OnActivate_ThatFails_FailsTheCallAndIsTriedAgain()
    {
        var grain = silo.Client.GetGrain<IFailingGrain>(_key);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Attempts());
        Assert.Equal("not the first time", failure.Message);

        Assert.Equal(2, await grain.Attempts());
    }

    [Fact]
    public async Task Management_AskedForActiveGrains_NamesThem()
    {
        var grain = silo.Client.GetGrain<ILifeGrain>(_key);
        await grain.Life();

        var active = await Management.GetActiveGrains(grain.GetGrainId().Type);

        Assert.Contains(grain.GetGrainId(), active);
    }
}

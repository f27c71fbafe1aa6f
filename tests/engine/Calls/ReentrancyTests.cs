using Framemill.Tests.Engine.Support;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Framemill.Tests.Engine.Calls;

public interface IHeldGrain : IGrainWithStringKey
{
    Task Hold(string reached, string gate);

    Task Pass();

    [AlwaysInterleave]
    Task PassAlways();

    [ReadOnly]
    Task HoldReading(string reached, string gate);

    [ReadOnly]
    Task PassReading();
}

public interface IReentrantGrain : IHeldGrain;

public interface IPredicateGrain : IHeldGrain;

public abstract class HeldGrainBase : Grain
{
    public Task Hold(string reached, string gate)
    {
        Gates.Reach(reached);
        return Gates.Reached(gate);
    }

    public Task HoldReading(string reached, string gate) => Hold(reached, gate);

    public Task Pass() => Task.CompletedTask;

    public Task PassAlways() => Task.CompletedTask;

    public Task PassReading() => Task.CompletedTask;
}

public sealed class HeldGrain : HeldGrainBase, IHeldGrain;

[Reentrant]
public sealed class ReentrantGrain : HeldGrainBase, IReentrantGrain;

[MayInterleave(nameof(LetsIn))]
public sealed class PredicateGrain : HeldGrainBase, IPredicateGrain
{
    public static bool LetsIn(IInvokable call) => call.GetMethodName() == nameof(IHeldGrain.Pass);
}

public interface IPingGrain : IGrainWithStringKey
{
    Task<string> CallPartner(string partner, bool allow);

    Task<string> CallBack(string origin);

    Task<string> Name();

    [ResponseTimeout("00:00:01")]
    Task<string> NameSoon();
}

public sealed class PingGrain : Grain, IPingGrain
{
    public async Task<string> CallPartner(string partner, bool allow)
    {
        if (!allow) return await GrainFactory.GetGrain<IPingGrain>(partner).CallBack(this.GetPrimaryKeyString());
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<IPingGrain>(partner).CallBack(this.GetPrimaryKeyString());
    }

    public Task<string> CallBack(string origin) => GrainFactory.GetGrain<IPingGrain>(origin).NameSoon();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> NameSoon() => Name();
}

public sealed class ReentrancyTests(OneSilo silo) : IClassFixture<OneSilo>
{
    [Fact]
    public async Task AlwaysInterleave_WhileACallAwaits_Runs()
    {
        var grain = silo.Client.GetGrain<IHeldGrain>(Gates.Fresh("always"));
        await WhileHeld(grain.Hold, grain.PassAlways);
    }

    [Fact]
    public async Task ReadOnly_WhileAReadOnlyCallAwaits_Runs()
    {
        var grain = silo.Client.GetGrain<IHeldGrain>(Gates.Fresh("reading"));
        await WhileHeld(grain.HoldReading, grain.PassReading);
    }

    [Fact]
    public async Task ReadOnly_WhileAWritingCallAwaits_Waits()
    {
        var grain = silo.Client.GetGrain<IHeldGrain>(Gates.Fresh("writing"));
        await WaitsWhileHeld(grain, grain.Hold, grain.PassReading);
    }

    [Fact]
    public async Task Write_WhileAReadOnlyCallAwaits_Waits()
    {
        var grain = silo.Client.GetGrain<IHeldGrain>(Gates.Fresh("write"));
        await WaitsWhileHeld(grain, grain.HoldReading, grain.Pass);
    }

    [Fact]
    public async Task Reentrant_WhileACallAwaits_RunsOthers()
    {
        var grain = silo.Client.GetGrain<IReentrantGrain>(Gates.Fresh("reentrant"));
        await WhileHeld(grain.Hold, grain.Pass);
    }

    [Fact]
    public async Task MayInterleave_ForAMethodThePredicateNames_Runs()
    {
        var grain = silo.Client.GetGrain<IPredicateGrain>(Gates.Fresh("predicate"));
        await WhileHeld(grain.Hold, grain.Pass);
    }

    [Fact]
    public async Task MayInterleave_ForAnotherMethod_Waits()
    {
        var grain = silo.Client.GetGrain<IPredicateGrain>(Gates.Fresh("predicate"));
        await WaitsWhileHeld(grain, grain.Hold, grain.PassReading);
    }

    [Fact]
    public async Task CallChain_ThatComesBack_RunsWhereItIsAllowed()
    {
        var origin = Gates.Fresh("origin");
        var grain = silo.Client.GetGrain<IPingGrain>(origin);

        Assert.Equal(origin, await grain.CallPartner(Gates.Fresh("partner"), allow: true));
    }

    [Fact]
    public async Task CallChain_ThatComesBackUnallowed_TimesOut()
    {
        var grain = silo.Client.GetGrain<IPingGrain>(Gates.Fresh("origin"));

        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallPartner(Gates.Fresh("partner"), allow: false));

        Assert.StartsWith("origin", await grain.Name());
    }

    private static async Task WhileHeld(Func<string, string, Task> hold, Func<Task> pass)
    {
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));
        var held = hold(reached, gate);
        await Gates.Reached(reached);

        await pass();

        Assert.False(held.IsCompleted);
        Gates.Reach(gate);
        await held;
    }

    private static async Task WaitsWhileHeld(IHeldGrain grain, Func<string, string, Task> hold, Func<Task> pass)
    {
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));
        var held = hold(reached, gate);
        await Gates.Reached(reached);
        var passing = pass();
        await grain.PassAlways(); // Sent after it, and through: the grain has seen it and let it wait.

        Assert.False(passing.IsCompleted);
        Gates.Reach(gate);
        await Task.WhenAll(held, passing);
    }
}

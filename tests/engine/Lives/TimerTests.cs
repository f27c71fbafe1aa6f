using Framemill.Tests.Engine.Support;
using Orleans.Concurrency;

namespace Framemill.Tests.Engine.Lives;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string tick, bool interleave);

    Task StartAndHold(string tick, string gate, bool interleave);

    Task StartHeldTick(string tick, string gate);

    Task Stop();

    Task Ping();

    [AlwaysInterleave]
    Task<int> Ticks();
}

public sealed class TimerGrain : Grain, ITimerGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(string tick, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static (state, _) =>
            {
                state.Grain._ticks++;
                Gates.Reach($"{state.Tick}{state.Grain._ticks}");
                return Task.CompletedTask;
            },
            (Grain: this, Tick: tick),
            new GrainTimerCreationOptions { DueTime = Soon, Period = Soon, Interleave = interleave });
        return Task.CompletedTask;
    }

    public async Task StartAndHold(string tick, string gate, bool interleave)
    {
        await Start(tick, interleave);
        await Gates.Reached(gate);
    }

    public Task StartHeldTick(string tick, string gate)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                _ticks++;
                Gates.Reach($"{tick}{_ticks}");
                await Gates.Reached(gate);
            },
            new GrainTimerCreationOptions { DueTime = Soon, Period = Soon });
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    public Task<int> Ticks() => Task.FromResult(_ticks);
}

public sealed class TimerTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly ITimerGrain _grain = silo.Client.GetGrain<ITimerGrain>(Gates.Fresh("timer"));

    [Fact]
    public async Task Timer_WithAPeriod_TicksAgainAndAgain()
    {
        var tick = Gates.Fresh("tick");

        await _grain.Start(tick, interleave: false);

        await Gates.Reached($"{tick}3");
    }

    [Fact]
    public async Task Timer_WhileACallAwaits_WaitsForItsTurn()
    {
        var (tick, gate) = (Gates.Fresh("tick"), Gates.Fresh("gate"));
        var other = Gates.Fresh("other");
        var held = _grain.StartAndHold(tick, gate, interleave: false);

        // Another grain's timer of the same period, set later, has ticked: this one was due before.
        await silo.Client.GetGrain<ITimerGrain>(other).Start(other, interleave: false);
        await Gates.Reached($"{other}3");

        Assert.Equal(0, await _grain.Ticks());
        Gates.Reach(gate);
        await held;
        await Gates.Reached($"{tick}1");
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksWhileACallAwaits()
    {
        var (tick, gate) = (Gates.Fresh("tick"), Gates.Fresh("gate"));
        var held = _grain.StartAndHold(tick, gate, interleave: true);

        await Gates.Reached($"{tick}2");

        Assert.False(held.IsCompleted);
        Gates.Reach(gate);
        await held;
    }

    [Fact]
    public async Task Tick_ThatAwaits_HoldsCallsAndTheNextTick()
    {
        var (tick, gate) = (Gates.Fresh("tick"), Gates.Fresh("gate"));
        await _grain.StartHeldTick(tick, gate);
        await Gates.Reached($"{tick}1");
        var call = _grain.Ping();

        Assert.Equal(1, await _grain.Ticks());
        Assert.False(call.IsCompleted);
        Gates.Reach(gate);
        await call;
        await Gates.Reached($"{tick}2");
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        var (tick, other) = (Gates.Fresh("tick"), Gates.Fresh("other"));
        await _grain.Start(tick, interleave: false);
        await Gates.Reached($"{tick}1");
        await _grain.Stop();
        var ticks = await _grain.Ticks();

        await silo.Client.GetGrain<ITimerGrain>(other).Start(other, interleave: false);
        await Gates.Reached($"{other}3");

        Assert.Equal(ticks, await _grain.Ticks());
    }
}

using Framemill.Tests.Engine.Support;

namespace Framemill.Tests.Engine.Calls;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<bool> SameSchedulerAfterAwait();

    Task WaitAtGate(string reached, string gate);

    Task Append(string line);

    [Orleans.Concurrency.AlwaysInterleave]
    Task<string[]> Lines();
}

public sealed class TurnGrain : Grain, ITurnGrain
{
    private readonly List<string> _lines = [];

    public async Task<bool> SameSchedulerAfterAwait()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        return before != TaskScheduler.Default && before == afterYield && before == TaskScheduler.Current;
    }

    public async Task WaitAtGate(string reached, string gate)
    {
        _lines.Add("held");
        Gates.Reach(reached);
        await Gates.Reached(gate);
        _lines.Add("released");
    }

    public Task Append(string line)
    {
        _lines.Add(line);
        return Task.CompletedTask;
    }

    public Task<string[]> Lines() => Task.FromResult(_lines.ToArray());
}

public interface IOverlapGrain : IGrainWithStringKey
{
    Task<bool> Work(int turns);
}

[Orleans.Concurrency.Reentrant]
public sealed class OverlapGrain : Grain, IOverlapGrain
{
    private int _inside;

    public async Task<bool> Work(int turns)
    {
        var alone = true;
        for (var i = 0; i < turns; i++)
        {
            alone &= Interlocked.Increment(ref _inside) == 1;
            Thread.SpinWait(200);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return alone;
    }
}

public sealed class TurnTests(OneSilo silo) : IClassFixture<OneSilo>
{
    [Fact]
    public async Task Await_InGrainCode_ResumesOnTheGrainsScheduler() =>
        Assert.True(await silo.Client.GetGrain<ITurnGrain>(Gates.Fresh("same")).SameSchedulerAfterAwait());

    [Fact]
    public async Task Call_WhileAnotherAwaits_RunsAfterItsEnd()
    {
        var grain = silo.Client.GetGrain<ITurnGrain>(Gates.Fresh("order"));
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));
        var held = grain.WaitAtGate(reached, gate);
        await Gates.Reached(reached);
        var second = grain.Append("second");
        var third = grain.Append("third");

        Assert.Equal(["held"], await grain.Lines());
        Gates.Reach(gate);
        await Task.WhenAll(held, second, third);

        // Which of two waiting calls comes first is not promised, only that both come after the end.
        var lines = await grain.Lines();
        Assert.Equal(["held", "released"], lines[..2]);
        Assert.Equal(["second", "third"], lines[2..].Order());
    }

    [Fact]
    public async Task Turns_OfInterleavedCalls_NeverRunAtTheSameTime()
    {
        var grain = silo.Client.GetGrain<IOverlapGrain>(Gates.Fresh("overlap"));

        var alone = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Work(turns: 40)));

        Assert.All(alone, Assert.True);
    }

    [Fact]
    public async Task Call_FromManyCallers_ReachesOneActivation()
    {
        var grain = silo.Client.GetGrain<ITurnGrain>(Gates.Fresh("many"));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => grain.Append($"{i}")));

        Assert.Equal(200, (await grain.Lines()).Distinct().Count());
    }
}

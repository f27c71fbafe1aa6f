using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Framemill.Tests.Engine.Support;
using Orleans.Concurrency;

namespace Framemill.Tests.Engine.Calls;

public interface ICallGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:00.300")]
    Task HoldShortly(string reached, string gate);

    Task Hold(string reached, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task<bool> WasCancelled();

    IAsyncEnumerable<int> Count(int to);

    IAsyncEnumerable<int> CountThenFail(int to);

    IAsyncEnumerable<int> CountForEver(string disposed, CancellationToken cancellationToken = default);

    [OneWay]
    Task Tell(string reached, string gate);

    [OneWay]
    Task TellAndFail(string reached);

    Task<string> Ping();

    ValueTask<int> Add(int left, int right, int third);

    Task<T> Same<T>(T value);
}

public sealed class CallGrain : Grain, ICallGrain
{
    private bool _cancelled;

    public Task HoldShortly(string reached, string gate)
    {
        Gates.Reach(reached);
        return Gates.Reached(gate);
    }

    public async Task Hold(string reached, CancellationToken cancellationToken)
    {
        Gates.Reach(reached);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            _cancelled = cancellationToken.IsCancellationRequested;
            Gates.Reach(reached + "-left");
        }
    }

    public Task<bool> WasCancelled() => Task.FromResult(_cancelled);

    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            if (i % 10 == 0) await Task.Yield();
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> CountThenFail(int to)
    {
        for (var i = 0; i < to; i++) yield return i;
        await Task.Yield();
        throw new InvalidOperationException("after the last");
    }

    public async IAsyncEnumerable<int> CountForEver(
        string disposed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return i;
            }
        }
        finally
        {
            Gates.Reach(disposed);
        }
    }

    public async Task Tell(string reached, string gate)
    {
        await Gates.Reached(gate);
        Gates.Reach(reached);
    }

    public Task TellAndFail(string reached)
    {
        Gates.Reach(reached);
        throw new InvalidOperationException("nobody hears this");
    }

    public Task<string> Ping() => Task.FromResult("pong");

    public ValueTask<int> Add(int left, int right, int third) => new(left + right + third);

    public Task<T> Same<T>(T value) => Task.FromResult(value);
}

public sealed class CallTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly ICallGrain _grain = silo.Client.GetGrain<ICallGrain>(Gates.Fresh("call"));

    [Fact]
    public async Task Call_LongerThanItsResponseTimeout_TimesOutForTheCallerOnly()
    {
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));

        await Assert.ThrowsAsync<TimeoutException>(() => _grain.HoldShortly(reached, gate));
        var next = _grain.Ping();
        Assert.True(Gates.IsReached(reached));
        Assert.False(next.IsCompleted);
        Gates.Reach(gate);

        Assert.Equal("pong", await next);
    }

    [Fact]
    public async Task Cancel_WhileTheCallRuns_CancelsTheGrainsToken()
    {
        var reached = Gates.Fresh("reached");
        using var cancellation = new CancellationTokenSource();
        var held = _grain.Hold(reached, cancellation.Token);
        await Gates.Reached(reached);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Gates.Reached(reached + "-left");
        Assert.True(await _grain.WasCancelled());
    }

    [Fact]
    public async Task Cancel_BeforeTheCall_NeverReachesTheGrain()
    {
        var reached = Gates.Fresh("reached");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _grain.Hold(reached, new CancellationToken(canceled: true)));

        Assert.Equal("pong", await _grain.Ping());
        Assert.False(Gates.IsReached(reached));
    }

    [Fact]
    public async Task Sequence_OfManyItems_ArrivesWholeAndInOrder()
    {
        var items = new List<int>();
        await foreach (var item in _grain.Count(to: 357)) items.Add(item);

        Assert.Equal(Enumerable.Range(0, 357), items);
    }

    [Fact]
    public async Task Sequence_ReadInSmallBatches_ArrivesWholeAndInOrder()
    {
        var items = new List<int>();
        await foreach (var item in _grain.Count(to: 25).WithBatchSize(2)) items.Add(item);

        Assert.Equal(Enumerable.Range(0, 25), items);
    }

    [Fact]
    public async Task Sequence_ThatFails_GivesItsItemsAndThenTheError()
    {
        var items = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in _grain.CountThenFail(to: 5)) items.Add(item);
        });

        Assert.Equal("after the last", failure.Message);
        Assert.Equal([0, 1, 2, 3, 4], items);
    }

    [Fact]
    public async Task Sequence_LeftEarly_IsDisposedAtTheGrain()
    {
        var disposed = Gates.Fresh("disposed");
        await foreach (var item in _grain.CountForEver(disposed))
        {
            if (item == 3) break;
        }

        await Gates.Reached(disposed);
    }

    [Fact]
    public async Task Sequence_Cancelled_EndsHereAndAtTheGrain()
    {
        var disposed = Gates.Fresh("disposed");
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in _grain.CountForEver(disposed).WithCancellation(cancellation.Token))
            {
                if (item == 3) await cancellation.CancelAsync();
            }
        });

        await Gates.Reached(disposed);
    }

    [Fact]
    public async Task OneWay_WhileTheGrainStillWorks_HasReturned()
    {
        var (reached, gate) = (Gates.Fresh("reached"), Gates.Fresh("gate"));

        await _grain.Tell(reached, gate);

        Assert.False(Gates.IsReached(reached));
        Gates.Reach(gate);
        await Gates.Reached(reached);
    }

    [Fact]
    public async Task OneWay_WhoseGrainFails_TellsTheCallerNothing()
    {
        var reached = Gates.Fresh("reached");

        await _grain.TellAndFail(reached);

        await Gates.Reached(reached);
        Assert.Equal("pong", await _grain.Ping());
    }

    [Fact]
    public async Task Call_WithManyArgumentsOrATypeArgument_ReachesTheGrain()
    {
        Assert.Equal(6, await _grain.Add(1, 2, 3));
        Assert.Equal("text", await _grain.Same("text"));
        Assert.Equal(7L, await _grain.Same(7L));
    }
}

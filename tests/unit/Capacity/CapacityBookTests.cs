using Framemill.Capacity;
using Framemill.Scheduling;
using Framemill.Tests.Unit.Scheduling;

namespace Framemill.Tests.Unit.Capacity;

public class CapacityBookTests
{
    private readonly PoolBench _bench = new();

    [Fact]
    public void Take_WorkAndIdleTime_FillTheMinutesRow()
    {
        var book = Book();
        _bench.Add("d");
        book.Take(Sample());
        _bench.Enqueue(Works.Lane("r"));
        _bench.Pull("d");
        _bench.Pass(10);
        _bench.End("d", _bench.Leases("d")[0], seconds: 10);
        _bench.Pass(5);
        book.Take(Sample());

        var row = book.Minutes.Running!;
        Assert.Equal((10.0, 5.0), (row.BusySeconds, row.IdleSeconds));
        Assert.Equal([1L, 0, 0], row.Started);
        Assert.Equal((1, 0, 1), (row.Finished, row.Failed, row.DevicesMost));
        Assert.Equal(1, Assert.Single(book.Demand.Lines).Demand.Count);
    }

    [Fact]
    public void Take_TheNextMinute_ClosesTheRowAndSaysSo()
    {
        var book = Book();
        _bench.Add("d");
        var begun = _bench.Now;
        Assert.False(book.Take(Sample()));
        _bench.Pass(60);
        Assert.True(book.Take(Sample()));

        Assert.Single(book.Minutes.Rows);
        Assert.Empty(book.Hours.Rows);
        Assert.Equal(60, book.Hours.Running!.IdleSeconds);
        Assert.Equal(begun.Minute, book.Minutes.Rows[0].At.Minute);
    }

    [Fact]
    public void Take_PoolLostItsMemory_CountsFromNothing()
    {
        var book = Book();
        _bench.Add("d");
        book.Take(Sample());
        _bench.Pass(10);
        book.Take(Sample());
        var reborn = new PoolBench();
        reborn.Pass(100);
        reborn.Add("d");
        reborn.Pool.Telemetry("p", reborn.Now);
        reborn.Pass(20);
        book.Take(reborn.Pool.Telemetry("p", reborn.Now));

        Assert.Equal(30, book.Hours.Running!.IdleSeconds);
    }

    [Fact]
    public void Take_AfterARestart_GoesOnInTheSameRow()
    {
        var book = Book();
        _bench.Add("d");
        book.Take(Sample());
        _bench.Pass(10);
        book.Take(Sample());
        var second = new CapacityBook(new CapacityOptions(), book.Minutes, book.Hours, book.Demand);
        _bench.Pass(10);
        second.Take(Sample());
        _bench.Pass(10);
        second.Take(Sample());

        // What passed while nobody looked belongs to no row.
        Assert.Equal(20, second.Hours.Running!.IdleSeconds);
    }

    [Fact]
    public void Take_ManyRows_KeepsTheNewest()
    {
        var book = new CapacityBook(
            new CapacityOptions { MinutesMax = 3 }, new CapacityRows(), new CapacityRows(), new CapacityDemand());
        _bench.Add("d");
        for (var minute = 0; minute < 9; minute++)
        {
            book.Take(Sample());
            _bench.Pass(60);
        }

        Assert.Equal(3, book.Minutes.Rows.Count);
        Assert.True(book.Minutes.Rows[^1].At > book.Minutes.Rows[0].At);
    }

    private PoolTelemetry Sample() => _bench.Pool.Telemetry("p", _bench.Now);

    private static CapacityBook Book() =>
        new(new CapacityOptions(), new CapacityRows(), new CapacityRows(), new CapacityDemand());
}

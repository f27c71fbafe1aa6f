using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class RowBandsTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 1)]
    [InlineData(3, 33)]
    [InlineData(4, 1081)]
    public void Run_AnyDegree_DoesEachRowOnce(int degree, int rows)
    {
        using var bands = new RowBands(degree);
        for (var round = 0; round < 50; round++)
        {
            var job = new CountingJob(rows);
            bands.Run(job, rows);
            Assert.All(job.Counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Run_AFailingBand_IsToldToTheCallerAndTheNextJobRuns()
    {
        using var bands = new RowBands(3);
        var failure = Assert.Throws<InvalidOperationException>(() => bands.Run(new FailingJob(), 500));
        Assert.IsType<NotSupportedException>(failure.InnerException);
        var job = new CountingJob(500);
        bands.Run(job, 500);
        Assert.All(job.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Run_SeveralCallers_AllGetTheirRowsDone()
    {
        using var bands = new RowBands(3);
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 100; round++)
            {
                var job = new CountingJob(200);
                bands.Run(job, 200);
                Assert.All(job.Counts, count => Assert.Equal(1, count));
            }
        }));
        await Task.WhenAll(callers);
    }

    private sealed class CountingJob(int rows) : IBandJob
    {
        public int[] Counts { get; } = new int[rows];

        public void Run(int first, int end)
        {
            for (var row = first; row < end; row++) Interlocked.Increment(ref Counts[row]);
        }
    }

    private sealed class FailingJob : IBandJob
    {
        public void Run(int first, int end)
        {
            if (first > 100) throw new NotSupportedException();
        }
    }
}

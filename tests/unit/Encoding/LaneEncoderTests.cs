using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Tests.Unit.Renders;

namespace Framemill.Tests.Unit.Encoding;

public class LaneEncoderTests
{
    private readonly Bench _bench = new();
    private readonly List<int> _recorded = [];

    [Fact]
    public async Task RunAsync_WholeLane_StoresAndRecordsEachSegment()
    {
        using var encoder = Encoder();
        AddAll(encoder, 3);
        await encoder.RunAsync();

        Assert.Equal([0, 1, 2], _recorded.Order());
        Assert.Equal(Enumerable.Range(0, 150), _bench.Fed);
        Assert.Equal(0, encoder.FramesPending);
        Assert.Equal(0, _bench.Open);
    }

    [Fact]
    public async Task RunAsync_SlowToComplete_OpensNoOtherEncoderMeanwhile()
    {
        using var encoder = Encoder();
        AddAll(encoder, 3);
        var gate = _bench.HoldCompletion();
        var run = encoder.RunAsync();
        await _bench.Completing.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, _bench.Open); // The cores are for other lanes' encoders.
        Assert.Equal(50, _bench.Fed.Count);
        gate.SetResult();
        await run;
        Assert.Equal(1, _bench.OpenMost);
    }

    [Fact]
    public async Task RunAsync_StoredWithTooFewFrames_Fails()
    {
        _bench.Swallows = 1;
        using var encoder = Encoder();
        AddAll(encoder, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(encoder.RunAsync);
        Assert.DoesNotContain(0, _recorded);
        Assert.Equal(0, _bench.Open);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(75)]
    public async Task RunAsync_FeedFails_ReleasesAllThatWasNotTakenAndClosesOnce(int frame)
    {
        _bench.FailsAtFrame = frame;
        using var encoder = Encoder();
        AddAll(encoder, 3);

        await Assert.ThrowsAsync<IOException>(encoder.RunAsync);
        Assert.Equal(Enumerable.Range(frame, 150 - frame).Select(f => (long)f), _bench.Released.Order());
        Assert.Equal(0, _bench.Open);
    }

    [Fact]
    public async Task Stop_WhileWaitingForFrames_EndsAndClosesTheEncoder()
    {
        using var encoder = Encoder();
        encoder.Add(FrameLedgerTests.Batch(0, 25), A.Film().Segments[0], closes: false);
        var run = encoder.RunAsync();
        encoder.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, _bench.Open);
        Assert.Equal(25, _bench.Fed.Count + _bench.Released.Count);
    }

    private LaneEncoder Encoder() => new(
        new LaneAssignment
        {
            RenderId = "r",
            ManifestKey = "m",
            Ticket = new WorkTicket("w", 7),
            Segments = A.Film(3).Segments,
            DeviceId = "d",
            LeaseId = "l",
        },
        new EncodingPorts(_bench, _bench),
        new EncodingOptions(),
        segments =>
        {
            lock (_recorded) _recorded.AddRange(segments.Select(s => s.Index));
            return Task.CompletedTask;
        });

    private static void AddAll(LaneEncoder encoder, int segments)
    {
        for (var frame = 0; frame < segments * 50; frame += 25)
        {
            encoder.Add(FrameLedgerTests.Batch(frame, 25), A.Film(3).Segments[frame / 50], closes: frame % 50 == 25);
        }

        encoder.AllAdded();
    }

    /// <summary>Encoders that take notes, and a frame store whose handles are frame numbers.</summary>
    private sealed class Bench : ISegmentEncoder, IFrameStore
    {
        private readonly Lock _lock = new();
        private readonly TaskCompletionSource _completing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task _mayComplete = Task.CompletedTask;

        public List<int> Fed { get; } = [];

        public HashSet<long> Released { get; } = [];

        public int Open { get; private set; }

        public int OpenMost { get; private set; }

        public int Swallows { get; set; }

        public int? FailsAtFrame { get; set; }

        public TaskCompletionSource HoldCompletion()
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _mayComplete = gate.Task;
            return gate;
        }

        public Task Completing => _completing.Task;

        public void Release(IReadOnlyList<long> handles)
        {
            lock (_lock) Released.UnionWith(handles);
        }

        public Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock) OpenMost = Math.Max(OpenMost, ++Open);
            return Task.FromResult<IEncodingSession>(new Session(this, work.Segment));
        }

        private sealed class Session(Bench bench, PlannedSegment segment) : IEncodingSession
        {
            private int _frames;

            public Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken)
            {
                if (batch.FirstFrame == bench.FailsAtFrame) throw new IOException("The pipe broke.");
                lock (bench._lock) bench.Fed.AddRange(Enumerable.Range(batch.FirstFrame, batch.FrameCount));
                _frames += batch.FrameCount;
                return Task.CompletedTask;
            }

            public async Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken)
            {
                bench._completing.TrySetResult();
                await bench._mayComplete;
                return new StoredSegment(segment.ContentKey, "object", "init", 1, _frames - bench.Swallows);
            }

            public ValueTask DisposeAsync()
            {
                lock (bench._lock) bench.Open--;
                return ValueTask.CompletedTask;
            }
        }
    }
}

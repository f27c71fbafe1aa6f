using System.Threading.Channels;
using Framemill.Ports;
using Framemill.Renders;

namespace Framemill.Encoding;

/// <summary>
/// Encodes the batches of a lane in the order in which they are added, one encoder a segment, and has stored segments
/// recorded while the next are encoded: those that are stored during a record go together into the next. Encoders run
/// on the thread pool, records on the grain's scheduler. Whatever ends it releases all frames that were added and
/// closes all encoders.
/// </summary>
internal sealed class LaneEncoder : IDisposable
{
    private sealed record Fed(FrameBatch Batch, PlannedSegment Segment, bool Closes);

    private readonly LaneAssignment _lane;
    private readonly EncodingPorts _ports;
    private readonly Func<IReadOnlyList<PlannedSegment>, Task> _record;
    private readonly Channel<Fed> _batches = Channel.CreateUnbounded<Fed>(new() { SingleReader = true });
    private readonly Channel<PlannedSegment> _stored;
    private readonly CancellationTokenSource _stop = new();
    private int _framesPending;
    private int _batchesWaiting;

    public LaneEncoder(
        LaneAssignment lane, EncodingPorts ports, EncodingOptions options,
        Func<IReadOnlyList<PlannedSegment>, Task> record)
    {
        (_lane, _ports, _record) = (lane, ports, record);
        _stored = Channel.CreateBounded<PlannedSegment>(
            new BoundedChannelOptions(options.UnrecordedSegmentsMax) { SingleReader = true });
    }

    /// <summary>Frames that an encoder took, of segments that are not recorded yet.</summary>
    public int FramesPending => Volatile.Read(ref _framesPending);

    public int BatchesWaiting => Volatile.Read(ref _batchesWaiting);

    /// <summary>What comes after the end is released.</summary>
    public void Add(FrameBatch batch, PlannedSegment segment, bool closes)
    {
        Interlocked.Increment(ref _batchesWaiting);
        if (!_batches.Writer.TryWrite(new Fed(batch, segment, closes))) _ports.Frames.Release(batch.Handles);
    }

    /// <summary>No more batches will be added.</summary>
    public void AllAdded() => _batches.Writer.TryComplete();

    public void Stop()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel(); // First: a lane that is stopped must not look as if all its batches had come.
        AllAdded();
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    /// <summary>Returns when every segment is stored and recorded; throws what stopped it.</summary>
    public async Task RunAsync()
    {
        var encoding = Task.Run(EncodeAllAsync);
        try
        {
            await RecordAllAsync();
        }
        catch
        {
            Stop();
            await QuietlyAsync(encoding);
            throw;
        }

        await encoding;
    }

    private async Task RecordAllAsync()
    {
        while (await _stored.Reader.WaitToReadAsync())
        {
            var segments = new List<PlannedSegment>();
            while (_stored.Reader.TryRead(out var segment)) segments.Add(segment);
            await _record(segments);
            Interlocked.Add(ref _framesPending, -segments.Sum(s => s.FrameCount));
        }
    }

    private async Task EncodeAllAsync()
    {
        IEncodingSession? session = null;
        try
        {
            // A viewer waits for the film's beginning. Asked for before its first frame has come, its encoder has its
            // turn before those of other lanes, which ask when theirs comes.
            var first = _lane.Segments[0];
            if (first.Index == 0) session = await _ports.Encoder.OpenAsync(WorkOf(first), _stop.Token);
            while (await NextAsync() is { } fed)
            {
                session ??= await OpenAsync(fed);
                await FeedAsync(session, fed.Batch);
                if (!fed.Closes) continue;
                await CompleteAsync(session, fed.Segment);
                await CloseAsync(session);
                session = null;
            }

            _stop.Token.ThrowIfCancellationRequested();
        }
        finally
        {
            Stop();
            if (session is not null) await CloseAsync(session);
            while (_batches.Reader.TryRead(out var left)) _ports.Frames.Release(left.Batch.Handles);
            _stored.Writer.Complete(); // What is stored already is recorded, whatever came of the rest.
        }
    }

    /// <summary>Null when all were taken that will be added.</summary>
    private async ValueTask<Fed?> NextAsync()
    {
        do
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (!_batches.Reader.TryRead(out var next)) continue;
            Interlocked.Decrement(ref _batchesWaiting);
            return next;
        }
        while (await _batches.Reader.WaitToReadAsync());
        return null;
    }

    private async ValueTask<IEncodingSession> OpenAsync(Fed first)
    {
        try
        {
            return await _ports.Encoder.OpenAsync(WorkOf(first.Segment), _stop.Token);
        }
        catch
        {
            _ports.Frames.Release(first.Batch.Handles);
            throw;
        }
    }

    private async ValueTask FeedAsync(IEncodingSession session, FrameBatch batch)
    {
        try
        {
            await session.FeedAsync(batch, _stop.Token);
        }
        catch
        {
            _ports.Frames.Release(batch.Handles); // It may have released some: releasing twice does nothing.
            throw;
        }

        Interlocked.Add(ref _framesPending, batch.FrameCount);
    }

    private async ValueTask CompleteAsync(IEncodingSession session, PlannedSegment segment)
    {
        var stored = await session.CompleteAsync(_stop.Token);
        if (stored.ContentKey != segment.ContentKey || stored.FrameCount != segment.FrameCount)
        {
            throw new InvalidOperationException(
                $"Segment {segment.Index} was stored with {stored.FrameCount} of {segment.FrameCount} frames.");
        }

        await _stored.Writer.WriteAsync(segment, _stop.Token);
    }

    private static async ValueTask CloseAsync(IEncodingSession session) =>
        await QuietlyAsync(session.DisposeAsync().AsTask());

    private static async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private EncodeSegment WorkOf(PlannedSegment segment) => new()
    {
        RenderId = _lane.RenderId,
        ManifestKey = _lane.ManifestKey,
        Segment = segment,
    };
}

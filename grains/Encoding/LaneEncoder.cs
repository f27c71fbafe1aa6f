using Framemill.Ports;
using Framemill.Renders;

namespace Framemill.Encoding;

/// <summary>
/// Encodes the batches of a lane in the order in which they are added, one encoder a segment, and records each stored
/// segment. Runs on its grain's scheduler; the encoders run on the thread pool. Whatever ends it releases all frames
/// that were added and closes all encoders.
/// </summary>
internal sealed class LaneEncoder(
    LaneAssignment lane, EncodingPorts ports, EncodingOptions options, Func<PlannedSegment, Task> record) : IDisposable
{
    private sealed record Fed(FrameBatch Batch, PlannedSegment Segment, bool Closes);

    private readonly Queue<Fed> _batches = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _draining = [];
    private TaskCompletionSource? _awaited;
    private bool _allAdded;
    private bool _isOver;

    /// <summary>Frames that an encoder took, of segments that are not recorded yet.</summary>
    public int FramesPending { get; private set; }

    public int BatchesWaiting => _batches.Count;

    public void Add(FrameBatch batch, PlannedSegment segment, bool closes)
    {
        _batches.Enqueue(new Fed(batch, segment, closes));
        _awaited?.TrySetResult();
    }

    /// <summary>No more batches will be added.</summary>
    public void AllAdded()
    {
        _allAdded = true;
        _awaited?.TrySetResult();
    }

    /// <summary>Batches that come from now on are the caller's to release.</summary>
    public void Stop()
    {
        if (_isOver) return;
        _isOver = true;
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
        IEncodingSession? session = null;
        try
        {
            while (await NextAsync() is { } fed)
            {
                session = await FeedAsync(session, fed);
                if (!fed.Closes) continue;
                var closing = session;
                session = null;
                _draining.Add(CompleteAsync(closing, fed.Segment));
                await DrainToAsync(options.DrainingSegmentsMax);
            }

            _stop.Token.ThrowIfCancellationRequested();
            await DrainToAsync(0);
        }
        finally
        {
            Stop();
            if (session is not null) await CloseAsync(session);
            await Task.WhenAll(_draining).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            while (_batches.TryDequeue(out var left)) ports.Frames.Release(left.Batch.Handles);
        }
    }

    /// <summary>Null when all were taken that will be added.</summary>
    private async Task<Fed?> NextAsync()
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (_batches.TryDequeue(out var next)) return next;
            if (_allAdded) return null;
            _awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _awaited.Task;
        }
    }

    private async Task<IEncodingSession> FeedAsync(IEncodingSession? session, Fed fed)
    {
        try
        {
            await Task.Run(async () =>
            {
                session ??= await ports.Encoder.OpenAsync(WorkOf(fed.Segment), _stop.Token);
                await session.FeedAsync(fed.Batch, _stop.Token);
            });
        }
        catch
        {
            // It may have released some of them: releasing twice does nothing.
            ports.Frames.Release(fed.Batch.Handles);
            if (session is not null) await CloseAsync(session);
            throw;
        }

        FramesPending += fed.Batch.FrameCount;
        return session!;
    }

    private async Task CompleteAsync(IEncodingSession session, PlannedSegment segment)
    {
        try
        {
            var stored = await Task.Run(() => session.CompleteAsync(_stop.Token));
            if (stored.ContentKey != segment.ContentKey || stored.FrameCount != segment.FrameCount)
            {
                throw new InvalidOperationException(
                    $"Segment {segment.Index} was stored with {stored.FrameCount} of {segment.FrameCount} frames.");
            }

            await record(segment);
            FramesPending -= segment.FrameCount;
        }
        finally
        {
            await CloseAsync(session);
        }
    }

    /// <summary>Waits until at most so many segments drain; the failure of any ends the lane.</summary>
    private async Task DrainToAsync(int segmentsMax)
    {
        while (_draining.Count > segmentsMax)
        {
            var ended = await Task.WhenAny(_draining);
            _draining.Remove(ended);
            await ended;
        }
    }

    private static async Task CloseAsync(IEncodingSession session) =>
        await session.DisposeAsync().AsTask().ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private EncodeSegment WorkOf(PlannedSegment segment) => new()
    {
        RenderId = lane.RenderId,
        ManifestKey = lane.ManifestKey,
        Segment = segment,
    };
}

using System.Threading.Channels;
using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Scheduling;
using Orleans.Streams;

namespace Framemill.Devices;

/// <summary>
/// Renders a lane: frames are made on the silo's own threads and told of on the lane's stream; the lane's encoder says
/// how it ended. Whatever ends it early releases the frames that nobody was told of.
/// </summary>
internal sealed class LaneRun(
    DevicePorts ports,
    DeviceOptions options,
    TimeProvider time,
    IEncodingGrain encoder,
    IAsyncStream<FrameBatch> stream)
{
    /// <summary>Few, since those of a segment that is not wanted any more were made for nothing.</summary>
    private const int BatchesAhead = 4;

    /// <summary>Batches in one message at most.</summary>
    private const int BatchesToldMax = 16;

    /// <summary>The segment of the newest batch.</summary>
    private int? _segment;

    /// <summary>The last segment that was rendered, once the lease is to be given back early.</summary>
    private int? _last;

    /// <param name="isCut">More of the lane is left than the order names.</param>
    public async Task<WorkResult> RunAsync(LeasedWork work, WorkOrder.Lane order, bool isCut, string deviceId)
    {
        var lease = work.Lease;
        await encoder.OpenAsync(AssignmentOf(lease, order, deviceId), work.Stopped);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(work.Stopped);
        var watch = WatchAsync(work, stop.Token);
        var render = RenderAsync(work, order, stop);
        LaneOutcome outcome;
        try
        {
            // The encoder may fail first: then the renderer would wait for ever for room in the frame store.
            if (await Task.WhenAny(watch, render) == render) await render;
            outcome = await WithinAsync(watch, render.IsCompleted ? options.EncoderDrainMax : null);
        }
        catch
        {
            await stop.CancelAsync();
            await StopEncoderAsync();
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await QuietlyAsync(render);
            await QuietlyAsync(watch);
        }

        if (outcome.Standing != LaneStanding.Finished)
            return new WorkResult(LeaseEnd.Failed, 0, WorkErrors.Of(lease, outcome.IsRetryable, outcome.Errors));
        var made = order.Segments.TakeWhile(s => _last is not { } last || s.Index <= last).ToArray();
        var isAll = made.Length == order.Segments.Count && !isCut;
        return new WorkResult(isAll ? LeaseEnd.Finished : LeaseEnd.Returned, made.Sum(s => s.FrameCount));
    }

    /// <summary>Ends between two segments when the lease should be given back.</summary>
    private async Task RenderAsync(LeasedWork work, WorkOrder.Lane order, CancellationTokenSource stopping)
    {
        var lease = work.Lease;
        using var rendering = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var stop = rendering.Token;
        var lane = new RenderLane
        {
            RenderId = lease.Work.RenderId,
            ManifestKey = order.ManifestKey,
            LeaseEpoch = lease.Epoch,
            Segments = order.Segments,
        };
        var batches = Channel.CreateBounded<FrameBatch>(BatchesAhead);
        var pump = Task.Run(() => PumpAsync(lane, batches.Writer, stop), CancellationToken.None);
        try
        {
            while (await batches.Reader.WaitToReadAsync(CancellationToken.None))
            {
                if (!await TellReadyAsync(work, batches.Reader, stop)) continue;
                await rendering.CancelAsync();
                await encoder.CutAsync(_last!.Value, stopping.Token);
                break;
            }
        }
        finally
        {
            // The reader gave up: what is still on its way must not fill the store.
            if (!batches.Reader.Completion.IsCompleted)
                await QuietlyAsync(Task.Run(() => DrainAsync(batches.Reader), CancellationToken.None));
            await pump;
        }
    }

    /// <summary>Tells of what is ready, in one message. True when the lease should be given back now.</summary>
    private async Task<bool> TellReadyAsync(LeasedWork work, ChannelReader<FrameBatch> ready, CancellationToken stop)
    {
        var told = new List<FrameBatch>(BatchesAhead);
        var ends = false;
        while (!ends && told.Count < BatchesToldMax && ready.TryRead(out var batch))
        {
            var begins = _segment is { } before && batch.Segment != before;
            ends = begins && work.Yields.IsCompleted && !stop.IsCancellationRequested;
            if (ends || stop.IsCancellationRequested) ports.Frames.Release(batch.Handles);
            else told.Add(batch);
            if (ends) _last = _segment;
            else _segment = batch.Segment;
        }

        if (told.Count > 0) await TellAsync(told);
        return ends;
    }

    private async Task PumpAsync(RenderLane lane, ChannelWriter<FrameBatch> told, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            await foreach (var batch in ports.Renderer.RenderAsync(lane, stop).WithCancellation(stop))
            {
                await told.WriteAsync(batch, CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        told.TryComplete(failure);
    }

    private async Task TellAsync(List<FrameBatch> batches)
    {
        try
        {
            await (batches.Count == 1 ? stream.OnNextAsync(batches[0]) : stream.OnNextBatchAsync(batches));
        }
        catch
        {
            foreach (var batch in batches) ports.Frames.Release(batch.Handles);
            throw;
        }
    }

    private async Task DrainAsync(ChannelReader<FrameBatch> batches)
    {
        await foreach (var batch in batches.ReadAllAsync()) ports.Frames.Release(batch.Handles);
    }

    /// <summary>The encoder tells when it is through; should that be lost, it is asked now and then.</summary>
    private async Task<LaneOutcome> WatchAsync(LeasedWork work, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await work.LaneEnded.WaitAsync(options.RenewEvery, time, stop);
            }
            catch (TimeoutException)
            {
                var asked = await encoder.AskAsync(stop);
                if (work.LaneEnded.IsCompleted) return await work.LaneEnded; // It told, and is gone by now.
                if (asked.Standing == LaneStanding.Unknown) return Lost;
                if (asked.Standing != LaneStanding.Running) return asked;
            }
        }
    }

    private async Task<LaneOutcome> WithinAsync(Task<LaneOutcome> watch, TimeSpan? limit) =>
        limit is { } most && !watch.IsCompleted ? await watch.WaitAsync(most, time) : await watch;

    private async Task StopEncoderAsync()
    {
        await QuietlyAsync(encoder.StopAsync(CancellationToken.None));
    }

    private static async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private static readonly LaneOutcome Lost = new()
    {
        Standing = LaneStanding.Failed,
        Errors = new[] { new EditError { Code = "encoder_lost", Pointer = "", Detail = "The encoder was lost." } },
    };

    private static LaneAssignment AssignmentOf(Lease lease, WorkOrder.Lane order, string deviceId) => new()
    {
        RenderId = lease.Work.RenderId,
        ManifestKey = order.ManifestKey,
        Ticket = new WorkTicket(lease.Work.Id, lease.Epoch),
        Segments = order.Segments,
        DeviceId = deviceId,
        LeaseId = lease.Id,
    };
}

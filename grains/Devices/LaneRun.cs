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
    public async Task<WorkResult> RunAsync(LeasedWork work, WorkOrder.Lane order, string deviceId)
    {
        var lease = work.Lease;
        await encoder.OpenAsync(AssignmentOf(lease, order, deviceId), work.Stopped);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(work.Stopped);
        var watch = WatchAsync(work, stop.Token);
        var render = RenderAsync(lease, order, stop.Token);
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

        var frames = order.Segments.Sum(s => s.FrameCount);
        return outcome.Standing == LaneStanding.Finished
            ? new WorkResult(LeaseEnd.Finished, frames)
            : new WorkResult(LeaseEnd.Failed, 0, WorkErrors.Of(lease, outcome.IsRetryable, outcome.Errors));
    }

    private async Task RenderAsync(Lease lease, WorkOrder.Lane order, CancellationToken stop)
    {
        var lane = new RenderLane
        {
            RenderId = lease.Work.RenderId,
            ManifestKey = order.ManifestKey,
            LeaseEpoch = lease.Epoch,
            Segments = order.Segments,
        };
        var batches = Channel.CreateBounded<FrameBatch>(1);
        var pump = Task.Run(() => PumpAsync(lane, batches.Writer, stop), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (stop.IsCancellationRequested) ports.Frames.Release(batch.Handles);
                else await TellAsync(batch);
            }
        }
        finally
        {
            // The reader gave up: what is still on its way must not fill the store.
            await QuietlyAsync(Task.Run(() => DrainAsync(batches.Reader), CancellationToken.None));
            await pump;
        }
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

    private async Task TellAsync(FrameBatch batch)
    {
        try
        {
            await stream.OnNextAsync(batch);
        }
        catch
        {
            ports.Frames.Release(batch.Handles);
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
                if (asked.Standing == LaneStanding.Unknown) return Lost;
                if (asked.Standing != LaneStanding.Running) return asked;
            }
        }
    }

    private async Task<LaneOutcome> WithinAsync(Task<LaneOutcome> watch, TimeSpan? limit) =>
        limit is { } most ? await watch.WaitAsync(most, time) : await watch;

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

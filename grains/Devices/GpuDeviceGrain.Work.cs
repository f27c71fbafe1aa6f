using Framemill.Encoding;
using Framemill.Renders;
using Framemill.Reports;
using Framemill.Scheduling;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Devices;

/// <summary>What happens under a lease, from the order to the report.</summary>
public sealed partial class GpuDeviceGrain
{
    private async Task RunAsync(LeasedWork work)
    {
        // Leave the caller first: what follows belongs to no turn.
        await Task.Yield();
        var result = new WorkResult(LeaseEnd.Returned, 0);
        try
        {
            result = await DoAsync(work);
            if (result.Failure is { } failure) await ReportAsync(r => r.FailedAsync(failure, default), work.Lease);
            else if (result.End == LeaseEnd.Returned) await ReportReturnedAsync(work.Lease);
        }
        catch (OperationCanceledException) when (work.Stopped.IsCancellationRequested)
        {
            // Drained or revoked. Returned is what a drained device says; of a revoked lease nobody wants to hear.
            if (!work.IsRevoked) await ReportReturnedAsync(work.Lease);
        }
        catch (Exception error)
        {
            LogWorkFailed(error, this.GetPrimaryKeyString(), work.Lease.Work.Id);
            result = new WorkResult(LeaseEnd.Failed, 0);
        }

        _running.Remove(work.Lease.Id);
        _ledger?.End(work.Lease.Id, result.End, result.Frames, time.GetUtcNow());
        work.Dispose();
        Pull();
    }

    private async Task<WorkResult> DoAsync(LeasedWork work)
    {
        var lease = work.Lease;
        var render = RenderOf(lease);
        var order = await render.StartAsync(new WorkTicket(lease.Work.Id, lease.Epoch), work.Stopped);
        if (order is null) return new WorkResult(LeaseEnd.Finished, 0);
        try
        {
            if (order is not WorkOrder.Lane lane)
                return await new StepRun(ports, options.Value, time).RunAsync(work, order, render);
            if (work.Yields.IsCompleted) return new WorkResult(LeaseEnd.Returned, 0);
            var cut = LaneCut.Of(lane, lease.FramesMax);
            return await LaneRunOf(lease).RunAsync(work, cut, isCut: cut != lane, this.GetPrimaryKeyString());
        }
        catch (Exception error) when (!work.Stopped.IsCancellationRequested)
        {
            LogWorkFailed(error, this.GetPrimaryKeyString(), lease.Work.Id);
            return new WorkResult(LeaseEnd.Failed, 0, WorkErrors.Of(lease, error));
        }
    }

    private Task ReportAsync(Func<IRenderReports, Task> report, Lease lease) =>
        Delivery.DeliverAsync(
            () => report(RenderOf(lease)),
            options.Value.ReportAttemptsMax,
            options.Value.ReportAgainAfter,
            time,
            CancellationToken.None);

    /// <summary>Without it the render takes the device for lost, which counts as a failed try.</summary>
    private async Task ReportReturnedAsync(Lease lease)
    {
        try
        {
            var ticket = new WorkTicket(lease.Work.Id, lease.Epoch);
            await ReportAsync(r => r.ReturnedAsync(ticket, CancellationToken.None), lease);
        }
        catch (Exception error)
        {
            LogWorkFailed(error, this.GetPrimaryKeyString(), lease.Work.Id);
        }
    }

    private LaneRun LaneRunOf(Lease lease)
    {
        var lane = DeviceKey.Lane(this.GetPrimaryKeyString(), lease.Id);
        var encoder = GrainFactory.GetGrain<IEncodingGrain>(lane);
        var stream = this.GetStreamProvider(FrameStream.Provider)
            .GetStream<FrameBatch>(StreamId.Create(FrameStream.Namespace, lane));
        return new LaneRun(ports, options.Value, time, encoder, stream);
    }

    private IRenderReports RenderOf(Lease lease) => GrainFactory.GetGrain<IRenderReports>(lease.Work.RenderId);
}

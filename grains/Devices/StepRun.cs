using Framemill.Ports;
using Framemill.Renders;
using Framemill.Reports;
using Framemill.Scheduling;

namespace Framemill.Devices;

/// <summary>
/// Runs a prepare, sound or assemble step and reports it. The port works on the thread pool, not in a turn.
/// </summary>
internal sealed class StepRun(DevicePorts ports, DeviceOptions options, TimeProvider time)
{
    public async Task<WorkResult> RunAsync(LeasedWork work, WorkOrder order, IRenderReports render)
    {
        using var limit = new CancellationTokenSource(options.StepTimeMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(work.Stopped, limit.Token);
        try
        {
            return await RunAsync(work, order, render, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !work.Stopped.IsCancellationRequested)
        {
            throw new TimeoutException($"It took longer than {options.StepTimeMax}.");
        }
    }

    private async Task<WorkResult> RunAsync(
        LeasedWork work, WorkOrder order, IRenderReports render, CancellationToken stop)
    {
        var lease = work.Lease;
        var ticket = new WorkTicket(lease.Work.Id, lease.Epoch);
        switch (order)
        {
            case WorkOrder.Prepare prepare:
                var film = new PrepareFilm
                {
                    RenderId = lease.Work.RenderId,
                    MergedEdit = prepare.MergedEdit,
                    LocalAssetRoot = prepare.LocalAssetRoot,
                };
                var outcome = await Task.Run(() => ports.Preparer.PrepareAsync(film, stop), stop);
                if (outcome is PrepareOutcome.Refused refused)
                {
                    var failure = WorkErrors.Of(lease, isRetryable: false, refused.Errors);
                    return new WorkResult(LeaseEnd.Refused, 0, failure);
                }

                var plan = ((PrepareOutcome.Prepared)outcome).Plan;
                await DeliverAsync(() => render.PreparedAsync(ticket, plan, stop), stop);
                break;
            case WorkOrder.Sound sound:
                var mix = new MixSound(lease.Work.RenderId, sound.ManifestKey, sound.SoundKey)
                {
                    Opened = () => DeliverAsync(() => render.SoundOpenedAsync(ticket, stop), stop),
                };
                await Task.Run(() => ports.Mixer.MixAsync(mix, stop), stop);
                await DeliverAsync(() => render.SoundFinishedAsync(ticket, stop), stop);
                break;
            case WorkOrder.Assemble assemble:
                var assembly = new AssembleFilm { RenderId = lease.Work.RenderId, Plan = assemble.Plan };
                var made = await Task.Run(() => ports.Assembler.AssembleAsync(assembly, stop), stop);
                var files = made.Files.ToDictionary(); // A type that every serializer knows.
                await DeliverAsync(() => render.AssembledAsync(ticket, files, stop), stop);
                break;
            default:
                throw new InvalidOperationException($"{order.GetType().Name} is not a step.");
        }

        return new WorkResult(LeaseEnd.Finished, lease.Work.Frames);
    }

    private Task DeliverAsync(Func<Task> report, CancellationToken stop) =>
        Delivery.DeliverAsync(report, options.ReportAttemptsMax, options.ReportAgainAfter, time, stop);
}

using Framemill.Devices;
using Framemill.Renders;
using Framemill.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Framemill.Encoding;

/// <summary>
/// The shell around a <see cref="FrameLedger"/> and a <see cref="LaneEncoder"/>: what comes on the lane's stream goes
/// through the first into the second. One activation a lane, so it goes soon after the lane's end.
/// </summary>
[GrainType("encoding"), DevicePlacement, ImplicitStreamSubscription(FrameStream.Namespace)]
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class EncodingGrain(
    EncodingPorts ports,
    IOptions<EncodingOptions> options,
    TimeProvider time,
    ILogger<EncodingGrain> logger) : Grain, IEncodingGrain,
    IStreamSubscriptionObserver, IAsyncObserver<FrameBatch>, IDisposable
{
    private LaneAssignment? _assignment;
    private FrameLedger? _ledger;
    private LaneEncoder? _encoder;
    private Task _run = Task.CompletedTask;
    private IGrainTimer? _pulse;
    private LaneOutcome _outcome = new() { Standing = LaneStanding.Unknown };
    private EditError? _fault;
    private int _framesTold;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<FrameBatch>().ResumeAsync(this);

    public Task OpenAsync(LaneAssignment lane, CancellationToken cancellationToken)
    {
        if (_assignment is not null) return Task.CompletedTask;
        _assignment = lane;
        _ledger = new FrameLedger(lane.RenderId, lane.Ticket.Epoch, lane.Segments);
        _encoder = new LaneEncoder(lane, ports, options.Value, RecordAsync);
        _outcome = new LaneOutcome { Standing = LaneStanding.Running };
        var every = options.Value.ProgressEvery;
        _pulse = this.RegisterGrainTimer(
            PulseAsync, new GrainTimerCreationOptions { DueTime = every, Period = every, KeepAlive = true });
        _run = EncodeAsync(lane, _encoder);
        return Task.CompletedTask;
    }

    public Task<LaneOutcome> AskAsync(CancellationToken cancellationToken) => Task.FromResult(_outcome);

    public Task CutAsync(int lastSegment, CancellationToken cancellationToken)
    {
        if (_ledger is not { } ledger) return Task.CompletedTask;
        ledger.CutAfter(lastSegment);
        if (ledger.IsWhole) _encoder!.AllAdded();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _encoder?.Stop();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Quick: the frame store bounds how much can wait, and its room is the credit that the renderer waits for.
    /// </summary>
    public Task OnNextAsync(FrameBatch item, StreamSequenceToken? token = null)
    {
        if (_outcome.Standing != LaneStanding.Running || _fault is not null)
        {
            ports.Frames.Release(item.Handles);
            return Task.CompletedTask;
        }

        var segment = _ledger!.Segment;
        var verdict = _ledger.Take(item, out var closes);
        if (verdict == FrameVerdict.Accepted && _encoder!.BatchesWaiting < options.Value.BatchesWaitingMax)
        {
            _encoder.Add(item, segment!, closes is not null);
            if (_ledger.IsWhole) _encoder.AllAdded();
            return Task.CompletedTask;
        }

        ports.Frames.Release(item.Handles);
        if (verdict is FrameVerdict.Duplicate or FrameVerdict.Foreign) LogDropped(_assignment!.Ticket.WorkId, verdict);
        else Fail(verdict, item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(ex, this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    /// <summary>A grain that does not live any more must not leave encoders behind.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _encoder?.Stop();
        return _run.WaitAsync(cancellationToken);
    }

    public void Dispose() => _encoder?.Dispose();

    /// <summary>
    /// The render makes a new lane of what is not recorded, so the missing frames come again from there.
    /// </summary>
    private void Fail(FrameVerdict verdict, FrameBatch batch)
    {
        _fault = new EditError
        {
            Code = verdict == FrameVerdict.Gap ? "frames_missing" : "frames_malformed",
            Pointer = "",
            Detail = $"Frame {_ledger!.NextFrame} was due; frames {batch.FirstFrame} to "
                + $"{batch.FirstFrame + batch.FrameCount - 1} came.",
        };
        _encoder!.Stop();
    }

    private async Task EncodeAsync(LaneAssignment lane, LaneEncoder encoder)
    {
        try
        {
            await encoder.RunAsync();
            _outcome = _fault is { } fault
                ? Failed(fault)
                : new LaneOutcome { Standing = LaneStanding.Finished };
        }
        catch (Exception error)
        {
            LogLaneFailed(error, lane.Ticket.WorkId);
            _outcome = Failed(_fault ?? NoRoom.ErrorOf(error)
                ?? new EditError { Code = "encode_failed", Pointer = "", Detail = error.Message });
        }

        _pulse?.Dispose();
        try
        {
            await GrainFactory.GetGrain<IGpuDeviceGrain>(lane.DeviceId).LaneEndedAsync(lane.LeaseId, _outcome);
            DeactivateOnIdle(); // Nobody has a question left.
        }
        catch (OrleansException error)
        {
            LogLaneFailed(error, lane.Ticket.WorkId); // The device asks by itself, if it is still there.
        }
    }

    private Task RecordAsync(IReadOnlyList<PlannedSegment> segments)
    {
        var ticket = _assignment!.Ticket;
        var finished = new FinishedSegment[segments.Count];
        for (var i = 0; i < finished.Length; i++)
        {
            finished[i] = new FinishedSegment
            {
                Ticket = ticket,
                Index = segments[i].Index,
                ContentKey = segments[i].ContentKey,
            };
        }

        return Delivery.DeliverAsync(
            () => Render.SegmentsFinishedAsync(finished, CancellationToken.None),
            options.Value.ReportAttemptsMax,
            options.Value.ReportAgainAfter,
            time,
            CancellationToken.None);
    }

    private Task PulseAsync(CancellationToken cancellationToken)
    {
        if (_encoder!.FramesPending == _framesTold) return Task.CompletedTask;
        _framesTold = _encoder.FramesPending;
        return Render.ProgressedAsync(new LaneProgress { Ticket = _assignment!.Ticket, FramesPending = _framesTold });
    }

    private IRenderReports Render => GrainFactory.GetGrain<IRenderReports>(_assignment!.RenderId);

    private static LaneOutcome Failed(EditError error) =>
        new() { Standing = LaneStanding.Failed, Errors = new[] { error } };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work}: a batch was dropped: {Verdict}")]
    private partial void LogDropped(string work, FrameVerdict verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work}: the lane failed")]
    private partial void LogLaneFailed(Exception error, string work);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane}: its stream failed")]
    private partial void LogStreamFailed(Exception error, string lane);
}

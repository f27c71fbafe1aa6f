using Framemill.Encoding;
using Framemill.Scheduling;

namespace Framemill.Devices;

/// <summary>One lease under way on this device.</summary>
internal sealed class LeasedWork(Lease lease) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<LaneOutcome> _laneEnded =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _yields = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Lease Lease => lease;

    public CancellationToken Stopped => _stop.Token;

    /// <summary>The work is not wanted here any more, so its end is nobody's news.</summary>
    public bool IsRevoked { get; private set; }

    /// <summary>Completes when the lane should end with the segment that is being made.</summary>
    public Task Yields => _yields.Task;

    public Task<LaneOutcome> LaneEnded => _laneEnded.Task;

    public Task Run { get; set; } = Task.CompletedTask;

    public void EncoderSays(LaneOutcome outcome) => _laneEnded.TrySetResult(outcome);

    public void Yield() => _yields.TrySetResult();

    public void Revoke()
    {
        IsRevoked = true;
        _stop.Cancel();
    }

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}

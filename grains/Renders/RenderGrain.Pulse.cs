using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>Keeps an open render awake, and notices what got lost on the way.</summary>
public sealed partial class RenderGrain
{
    private void StartPulse(TimeSpan dueTime)
    {
        _pulse?.Dispose();
        var every = options.Value.AnnounceAgainAfter;
        _pulse = this.RegisterGrainTimer(
            PulseAsync, new GrainTimerCreationOptions { DueTime = dueTime, Period = every, KeepAlive = true });
        _audience.Watch(this, ViewTickAsync);
    }

    private void StopPulse()
    {
        _pulse?.Dispose();
        _pulse = null;
        _audience.StopWatching();
    }

    private Task PulseAsync(CancellationToken cancellationToken) => CommitAsync(r => r.Resume(time.GetUtcNow()));

    private void WakeAt(DateTimeOffset at)
    {
        var wait = at - time.GetUtcNow();
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        if (wait < options.Value.AnnounceAgainAfter) _pulse?.Change(wait, options.Value.AnnounceAgainAfter);
    }

    private async Task ViewTickAsync(CancellationToken cancellationToken)
    {
        if (_audience.IsEmpty) return;
        await LookAtQueueAsync(cancellationToken);
        await _audience.TellAsync(_render, atOnce: false);
    }

    private async Task LookAtQueueAsync(CancellationToken cancellationToken)
    {
        if (!_audience.QueueIsOld) return;
        try
        {
            _audience.Saw(await Pool.GetQueueAsync(_render.Id, cancellationToken));
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            LogQueueUnknown(error, _render.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Render {Render}: its place in the queue is not known now")]
    private partial void LogQueueUnknown(Exception error, string render);
}

using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>
/// Calls renders that gave up their memory: not at once, since what failed may fail again, and until one answers.
/// </summary>
public sealed partial class OpenRendersGrain
{
    private readonly HashSet<string> _asleep = new(StringComparer.Ordinal);
    private IGrainTimer? _waking;

    public Task WakeSoonAsync(string renderId)
    {
        _asleep.Add(renderId);
        var after = options.Value.AnnounceAgainAfter;
        _waking ??= this.RegisterGrainTimer(
            WakeAllAsync,
            new GrainTimerCreationOptions { DueTime = after, Period = after, KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    private async Task WakeAllAsync(CancellationToken cancellationToken)
    {
        var asleep = _asleep.ToArray();
        _asleep.Clear();
        await Task.WhenAll(asleep.Select(WakeAsync));
        if (_asleep.Count > 0) return;
        _waking?.Dispose();
        _waking = null;
    }

    /// <summary>It goes on by itself from the moment that it is in memory again.</summary>
    private async Task WakeAsync(string renderId)
    {
        try
        {
            await GrainFactory.GetGrain<IRenderGrain>(renderId).GetAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            LogStillAsleep(error, renderId);
            _asleep.Add(renderId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Render {Render} does not wake up yet")]
    private partial void LogStillAsleep(Exception error, string render);
}

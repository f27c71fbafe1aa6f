using Framemill.Ports;
using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>Does what a decision wants done: the durable first, announced second, the slow outside the turn.</summary>
public sealed partial class RenderGrain
{
    private Task _committed = Task.CompletedTask;
    private bool _isLost;
    private PoolPace? _pace;

    /// <summary>
    /// Decides on what the decisions before it made of the render, one after the other: recorded segments come beside
    /// the turns.
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private Task CommitAsync(Func<Render, Decision> decide) => _committed = CommitAfterAsync(_committed, decide);

    private async Task CommitAfterAsync(Task before, Func<Render, Decision> decide)
    {
        if (!before.IsCompleted)
        {
            await before.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (_isLost) throw new OrleansException($"Render {_render.Id} is loaded anew.");
        var decision = decide(_render);
        try
        {
            foreach (var effect in decision.Effects)
            {
                if (effect.IsDurable) await WriteAsync(effect, decision.Next);
            }
        }
        catch (Exception error)
        {
            LogWriteFailed(error, _render.Id);
            _isLost = true;
            DeactivateOnIdle();
            await AskToBeWokenAsync(error);
            throw;
        }

        _render = decision.Next;
        foreach (var effect in decision.Effects)
        {
            if (effect.IsDurable) continue;
            try
            {
                await DoAsync(effect);
            }
            catch (Exception error)
            {
                LogEffectFailed(error, _render.Id, effect.GetType().Name);
            }
        }

        if (IsOpen) return;
        StopPulse();
        if (_render.HasEnded && decision.Effects.Count > 0) DeactivateOnIdle(); // It is all told and stored.
    }

    private Task WriteAsync(RenderEffect effect, Render next)
    {
        switch (effect)
        {
            case RenderEffect.WriteEdit:
                edit.State = next.Edit;
                return edit.WriteStateAsync();
            case RenderEffect.WriteLayout:
                layout.State = next.Layout;
                return layout.WriteStateAsync();
            case RenderEffect.WriteProgress:
                progress.State = next.Progress;
                return progress.WriteStateAsync();
            case RenderEffect.AddToOpen:
                return OpenRenders.AddAsync(next.Id, CancellationToken.None);
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>
    /// What fails here comes again: by the pulse while the render is open, by the open list after that.
    /// </summary>
    private Task DoAsync(RenderEffect effect)
    {
        switch (effect)
        {
            case RenderEffect.Enqueue enqueue:
                return EnqueueAsync(enqueue.Work);
            case RenderEffect.Withdraw:
                return Pool.WithdrawAsync(_render.Id, CancellationToken.None);
            case RenderEffect.RemoveFromOpen:
                return OpenRenders.RemoveAsync(_render.Id, CancellationToken.None);
            case RenderEffect.FindParts:
                _finding.Start(FindPartsAsync, e => LogEffectFailed(e, _render.Id, nameof(RenderEffect.FindParts)));
                break;
            case RenderEffect.PublishPlaylists publish:
                _publishing.Start(
                    () => PublishAsync(publish.SegmentsReady),
                    e => LogEffectFailed(e, _render.Id, nameof(RenderEffect.PublishPlaylists)));
                break;
            case RenderEffect.SendCallback callback:
                _calling.Start(
                    () => SendCallbackAsync(callback.Url),
                    e => LogEffectFailed(e, _render.Id, nameof(RenderEffect.SendCallback)));
                break;
            case RenderEffect.WakeAt wake:
                WakeAt(wake.Time);
                break;
            case RenderEffect.Changed changed:
                return _audience.TellAsync(_render, changed.AtOnce);
        }

        return Task.CompletedTask;
    }

    private async Task EnqueueAsync(IReadOnlyList<WorkItem> work) =>
        _pace = await Pool.EnqueueAsync(work, CancellationToken.None);

    /// <summary>Nobody may have a reason to call this render soon.</summary>
    private async Task AskToBeWokenAsync(Exception failure)
    {
        ports.Trouble.Note(failure, time.GetUtcNow());
        try
        {
            await OpenRenders.WakeSoonAsync(_render.Id);
        }
        catch (OrleansException error)
        {
            LogEffectFailed(error, _render.Id, nameof(OpenRenders.WakeSoonAsync));
        }
    }

    private IOpenRendersGrain OpenRenders =>
        GrainFactory.GetGrain<IOpenRendersGrain>(OpenRenderShards.Of(_render.Id));

    private IRenderSteps Self => this.AsReference<IRenderSteps>();

    [LoggerMessage(Level = LogLevel.Error, Message = "Render {Render}: a write failed")]
    private partial void LogWriteFailed(Exception error, string render);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Render {Render}: {Effect} failed and will be tried again")]
    private partial void LogEffectFailed(Exception error, string render, string effect);
}

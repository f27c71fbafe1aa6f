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
        await CommitAsync(decide(_render));
    }

    private async Task CommitAsync(Decision decision)
    {
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
            if (!effect.IsDurable) await DoAsync(effect);
        }

        if (!IsOpen) StopPulse();
    }

    private async Task WriteAsync(RenderEffect effect, Render next)
    {
        switch (effect)
        {
            case RenderEffect.WriteEdit:
                edit.State = next.Edit;
                await edit.WriteStateAsync();
                break;
            case RenderEffect.WriteLayout:
                layout.State = next.Layout;
                await layout.WriteStateAsync();
                break;
            case RenderEffect.WriteProgress:
                progress.State = next.Progress;
                await progress.WriteStateAsync();
                break;
            case RenderEffect.AddToOpen:
                await OpenRenders.AddAsync(next.Id, CancellationToken.None);
                break;
        }
    }

    /// <summary>
    /// What fails here comes again: by the pulse while the render is open, by the open list after that.
    /// </summary>
    private async Task DoAsync(RenderEffect effect)
    {
        void Failed(Exception error) => LogEffectFailed(error, _render.Id, effect.GetType().Name);
        try
        {
            switch (effect)
            {
                case RenderEffect.Enqueue enqueue:
                    _pace = await Pool.EnqueueAsync(enqueue.Work, CancellationToken.None);
                    break;
                case RenderEffect.Withdraw:
                    await Pool.WithdrawAsync(_render.Id, CancellationToken.None);
                    break;
                case RenderEffect.RemoveFromOpen:
                    await OpenRenders.RemoveAsync(_render.Id, CancellationToken.None);
                    break;
                case RenderEffect.FindParts:
                    _finding.Start(FindPartsAsync, Failed);
                    break;
                case RenderEffect.PublishPlaylists publish:
                    _publishing.Start(() => PublishAsync(publish.SegmentsReady), Failed);
                    break;
                case RenderEffect.SendCallback callback:
                    _calling.Start(() => SendCallbackAsync(callback.Url), Failed);
                    break;
                case RenderEffect.WakeAt wake:
                    WakeAt(wake.Time);
                    break;
                case RenderEffect.Changed changed:
                    await _audience.TellAsync(_render, changed.AtOnce);
                    break;
            }
        }
        catch (Exception error)
        {
            Failed(error);
        }
    }

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

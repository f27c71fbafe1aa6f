using System.Threading.Channels;
using Framemill.Renders;
using Orleans;
using Spectre.Console;

namespace Framemill.Silo.Commands;

/// <summary>Shows a render's progress in the terminal until it ends.</summary>
internal static class RenderProgressBar
{
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <summary>Answers with the last view. When it is cancelled, so is the render.</summary>
    public static async Task<RenderView> FollowAsync(
        IGrainFactory grains, IRenderGrain render, CancellationToken cancellationToken)
    {
        var observer = new Observer();
        var reference = grains.CreateObjectReference<IRenderObserver>(observer);
        try
        {
            return await AnsiConsole.Progress().AutoClear(false)
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
                .StartAsync(context => FollowAsync(context, observer, reference, render, cancellationToken));
        }
        finally
        {
            GC.KeepAlive(observer); // The grain side knows it by a weak reference only.
        }
    }

    private static async Task<RenderView> FollowAsync(
        ProgressContext context, Observer observer, IRenderObserver reference, IRenderGrain render,
        CancellationToken cancellationToken)
    {
        var bar = context.AddTask("Preparing", maxValue: 1);
        var view = (await render.SubscribeAsync(reference, cancellationToken))!;
        while (true)
        {
            Show(bar, view);
            if (view.State is RenderState.Done or RenderState.Failed or RenderState.Cancelled) return view;
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            silence.CancelAfter(SilenceMax);
            try
            {
                view = await observer.Views.Reader.ReadAsync(silence.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                view = (await render.SubscribeAsync(reference, cancellationToken))!;
            }
        }
    }

    private static void Show(ProgressTask bar, RenderView view)
    {
        bar.Description = view.State switch
        {
            RenderState.Queued => view.WaitingBecause is { } reason ? $"Waiting: {Markup.Escape(reason)}" : "Waiting",
            RenderState.Preparing => "Preparing",
            RenderState.Rendering => $"Rendering {view.FramesDone}/{view.FrameCount} frames{Left(view)}",
            RenderState.Saving => "Saving",
            RenderState.Done => $"Done, {view.FrameCount} frames",
            var ended => ended.ToString(),
        };
        bar.MaxValue = Math.Max(1, view.FrameCount);
        bar.Value = view.State == RenderState.Done ? bar.MaxValue : view.FramesDone;
        if (view.State is RenderState.Failed or RenderState.Cancelled) bar.StopTask();
    }

    private static string Left(RenderView view) => view.SecondsLeft is { } left ? $", {left:0} s left" : "";

    private sealed class Observer : IRenderObserver
    {
        public Channel<RenderView> Views { get; } = Channel.CreateBounded<RenderView>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public Task ChangedAsync(RenderView view)
        {
            Views.Writer.TryWrite(view);
            return Task.CompletedTask;
        }
    }
}

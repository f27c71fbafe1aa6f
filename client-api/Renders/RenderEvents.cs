using System.Text.Json;
using System.Threading.Channels;
using Framemill.Renders;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Renders;

/// <summary>
/// Server-sent events of renders: pushed by their grains, never polled. As many streams are open as may be.
/// </summary>
internal sealed class RenderEvents(IGrainFactory grains, IOptions<ApiOptions> options, TimeProvider time)
{
    private int _open;

    public async Task StreamAsync(string id, HttpContext http, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _open) > options.Value.EventStreamsMax)
        {
            Interlocked.Decrement(ref _open);
            await Problems.Make(StatusCodes.Status503ServiceUnavailable, "Too many event streams are open",
                "Ask again later, or GET the render now and then.").ExecuteAsync(http);
            return;
        }

        try
        {
            await WatchAsync(id, http, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The viewer went away.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task WatchAsync(string id, HttpContext http, CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id))
        {
            await Problems.NoSuchRender(id).ExecuteAsync(http);
            return;
        }

        var watcher = new Watcher();
        var reference = grains.CreateObjectReference<IRenderObserver>(watcher);
        var render = grains.GetGrain<IRenderGrain>(id);
        try
        {
            if (await render.SubscribeAsync(reference, cancellationToken) is not { } view)
            {
                await Problems.NoSuchRender(id).ExecuteAsync(http);
                return;
            }

            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var filesUrl = RenderDoor.FilesUrl(http.Request, id);
            var version = -1L;
            while (true)
            {
                if (view.Version > version)
                {
                    version = view.Version;
                    await WriteAsync(http.Response, view, filesUrl, cancellationToken);
                    if (RenderAnswer.IsFinal(view.State)) return;
                }

                view = await NextAsync(watcher, render, reference, http.Response, cancellationToken);
            }
        }
        finally
        {
            await render.UnsubscribeAsync(reference, CancellationToken.None);
            grains.DeleteObjectReference<IRenderObserver>(reference);
            GC.KeepAlive(watcher); // The grain side knows it by a weak reference only.
        }
    }

    /// <summary>The next view pushed, or after a silence the present one: the subscription is renewed then.</summary>
    private async Task<RenderView> NextAsync(
        Watcher watcher, IRenderGrain render, IRenderObserver reference, HttpResponse response,
        CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.Value.EventKeepAlive, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await watcher.Views.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await response.WriteAsync(": still here\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            return await render.SubscribeAsync(reference, cancellationToken)
                ?? throw new InvalidOperationException("the render is gone");
        }
    }

    private static async Task WriteAsync(
        HttpResponse response, RenderView view, string filesUrl, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(RenderAnswer.From(view, filesUrl), ApiJson.Default.RenderAnswer);
        var name = RenderAnswer.IsFinal(view.State) ? "end" : "progress";
        await response.WriteAsync($"id: {view.Version}\nevent: {name}\ndata: {json}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Keeps the newest view only: who reads slowly skips, and nothing piles up.</summary>
    private sealed class Watcher : IRenderObserver
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

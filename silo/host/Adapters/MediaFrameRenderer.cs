using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Framemill.Encoding;
using Framemill.Media.Composition;
using Framemill.Media.Films;
using Framemill.Media.Frames;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Ports;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>Renders a lane on the thread pool and tells of its frames in batches.</summary>
internal sealed class MediaFrameRenderer(
    FilmDesk desk, Compositor compositor, FrameStore frames, IOptions<FilmOptions> options) : IFrameRenderer
{
    private readonly record struct Ready(int Segment, int Frame, long Handle, ulong Checksum);

    public async IAsyncEnumerable<FrameBatch> RenderAsync(
        RenderLane lane, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The lane's room in the frame store bounds what lies in it.
        var ready = Channel.CreateUnbounded<Ready>(new() { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rendering = Task.Run(() => RenderAsync(lane, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            var batch = new List<Ready>();
            await foreach (var frame in ready.Reader.ReadAllAsync(cancellationToken))
            {
                if (batch.Count > 0 && batch[0].Segment != frame.Segment)
                {
                    yield return Batch(lane, batch);
                    batch.Clear();
                }

                batch.Add(frame);

                // Whatever is there goes at once, so that the encoder never waits for a batch to fill.
                if (batch.Count == options.Value.BatchFramesMax || !ready.Reader.TryPeek(out _))
                {
                    yield return Batch(lane, batch);
                    batch.Clear();
                }
            }

            await rendering;
        }
        finally
        {
            await stop.CancelAsync();
            await rendering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (ready.Reader.TryRead(out var left)) frames.Release(left.Handle);
        }
    }

    private static FrameBatch Batch(RenderLane lane, List<Ready> ready) => new()
    {
        RenderId = lane.RenderId,
        Segment = ready[0].Segment,
        FirstFrame = ready[0].Frame,
        FrameCount = ready.Count,
        Handles = [.. ready.Select(frame => frame.Handle)],
        Checksums = [.. ready.Select(frame => frame.Checksum)],
        LeaseEpoch = lane.LeaseEpoch,
    };

    private async Task RenderAsync(RenderLane lane, ChannelWriter<Ready> ready, CancellationToken cancellationToken)
    {
        try
        {
            using var hold = await desk.HoldAsync(lane.ManifestKey, cancellationToken);
            var film = hold.Prepared;
            var room = frames.OpenLane();
            var wanted = new FrameRange(lane.Segments[0].FirstFrame, lane.Segments.Sum(s => s.FrameCount));
            await using var renderer = await compositor.OpenAsync(film.Film, film, wanted, cancellationToken);
            foreach (var segment in lane.Segments)
            {
                await renderer.RenderAsync(segment.FirstFrame, segment.FrameCount, async (frame, image, token) =>
                {
                    try
                    {
                        var checksum = FrameChecksum.Of(image);
                        var handle = await room.PutAsync(image, token);
                        ready.TryWrite(new Ready(segment.Index, frame, handle, checksum));
                    }
                    finally
                    {
                        image.Release();
                    }
                }, cancellationToken);
            }

            ready.Complete();
        }
        catch (Exception exception)
        {
            ready.Complete(exception);
        }
    }
}

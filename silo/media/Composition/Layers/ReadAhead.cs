using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Reads the pictures of consecutive frames on a task of its own, a few ahead of whoever takes them.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(int Frame, PlanarImage Image)> _ready;
    private readonly Task _reading;
    private readonly int _end;
    private int _next;

    /// <param name="pictureAt">Which picture a frame shows.</param>
    /// <param name="read">Gets a picture, held for the caller.</param>
    public ReadAhead(
        Func<int, long> pictureAt, Func<long, CancellationToken, Task<PlanarImage>> read, int first, int end,
        int aheadMax)
    {
        (_next, _end) = (first, end);
        _ready = Channel.CreateBounded<(int, PlanarImage)>(
            new BoundedChannelOptions(aheadMax) { SingleReader = true, SingleWriter = true });
        _reading = Task.Run(() => ReadAsync(pictureAt, read, first, end));
    }

    /// <summary>
    /// False for a frame that was passed already, lies so far ahead that starting anew is quicker, or after the end.
    /// </summary>
    public bool Reaches(int frame) => frame >= _next && frame - _next < 64 && frame < _end;

    /// <summary>
    /// The picture of a frame, held for the caller. Frames are taken in rising order; some may be left out.
    /// </summary>
    public async ValueTask<PlanarImage> TakeAsync(int frame, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (found, image) = await NextAsync(cancellationToken);
            _next = found + 1;
            if (found == frame) return image;
            image.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        while (_ready.Reader.TryRead(out var left)) left.Image.Release();
        _stop.Dispose();
    }

    private async ValueTask<(int Frame, PlanarImage Image)> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _ready.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } problem)
        {
            // Whoever reads the frame hears what went wrong, not that somebody else heard it first.
            ExceptionDispatchInfo.Throw(problem);
            throw;
        }
    }

    private async Task ReadAsync(
        Func<int, long> pictureAt, Func<long, CancellationToken, Task<PlanarImage>> read, int first, int end)
    {
        PlanarImage? last = null;
        var lastPicture = -1L;
        try
        {
            for (var frame = first; frame < end; frame++)
            {
                var picture = pictureAt(frame);
                if (last is null || picture != lastPicture)
                {
                    last?.Release();
                    last = null;
                    last = await read(picture, _stop.Token);
                    lastPicture = picture;
                }

                await WriteAsync(frame, last);
            }

            _ready.Writer.Complete();
        }
        catch (Exception problem)
        {
            // Taken up by whoever takes the next frame; after a stop there is nobody.
            _ready.Writer.Complete(problem);
        }
        finally
        {
            last?.Release();
        }
    }

    private async Task WriteAsync(int frame, PlanarImage image)
    {
        image.AddReference();
        try
        {
            await _ready.Writer.WriteAsync((frame, image), _stop.Token);
        }
        catch
        {
            image.Release();
            throw;
        }
    }
}

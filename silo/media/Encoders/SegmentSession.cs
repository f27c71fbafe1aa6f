using Framemill.Media.Encoders.X264;
using Framemill.Pixels;

namespace Framemill.Media.Encoders;

/// <summary>
/// One segment being encoded. Frames are written one at a time and in order. Disposing without completing ends the
/// encoder and leaves nothing behind.
/// </summary>
public sealed class SegmentSession : IAsyncDisposable
{
    private readonly SegmentSpec _spec;
    private readonly EncoderThread _thread;
    private readonly X264Encoder _encoder;
    private readonly IDisposable _memory;
    private bool _isClosed;

    private SegmentSession(SegmentSpec spec, EncoderThread thread, X264Encoder encoder, IDisposable memory)
    {
        _spec = spec;
        _thread = thread;
        _encoder = encoder;
        _memory = memory;
    }

    public int FramesWritten { get; private set; }

    internal static async Task<SegmentSession> OpenAsync(SegmentSpec spec, int bytesMax, IDisposable memory)
    {
        var thread = new EncoderThread(yields: !spec.IsAwaited);
        try
        {
            return new(spec, thread, await thread.RunAsync(() => new X264Encoder(spec.Format, bytesMax)), memory);
        }
        catch
        {
            await thread.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the encoder has taken the frame; the image may then be reused.</summary>
    public Task WriteAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (image.Width != _spec.Format.Width || image.Height != _spec.Format.Height)
            throw new ArgumentException(
                $"A frame of {image.Width}x{image.Height} is none of this film.", nameof(image));
        if (FramesWritten == _spec.FrameCount) throw new InvalidOperationException("The segment has all its frames.");
        FramesWritten++;
        return _thread.RunAsync(() => _encoder.Add(image));
    }

    /// <summary>Closes the segment, takes its last frames out of the encoder and checks them all.</summary>
    public Task<EncodedSegment> CompleteAsync(CancellationToken cancellationToken)
    {
        if (FramesWritten != _spec.FrameCount)
            throw new InvalidOperationException($"{FramesWritten} of {_spec.FrameCount} frames were written.");
        cancellationToken.ThrowIfCancellationRequested();
        _isClosed = true;
        return _thread.RunAsync(() =>
        {
            _encoder.Drain();
            Close(); // Its memory is the next one's while the segment is being stored.
            return SegmentFile.Finish(_spec, _encoder);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _ = _thread.RunAsync(() =>
        {
            Close();
            _encoder.Dispose();
        });
        await _thread.DisposeAsync();
    }

    private void Close()
    {
        _encoder.Close();
        _memory.Dispose();
    }
}

using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Encoders;

/// <summary>
/// One segment being encoded. Frames are written one at a time and in order. Disposing without completing ends the
/// encoder and leaves nothing behind.
/// </summary>
public sealed class SegmentSession : IAsyncDisposable
{
    private readonly SegmentSpec _spec;
    private readonly RawFrameSession _encoder;

    internal SegmentSession(SegmentSpec spec, ChildProcess encoder)
    {
        _spec = spec;
        _encoder = new RawFrameSession(encoder);
    }

    public int FramesWritten { get; private set; }

    /// <summary>Bytes copied on the way to the encoder's pipe: zero unless rows of the image are padded.</summary>
    public long BytesCopied => _encoder.BytesCopied;

    /// <summary>Returns when the encoder has taken the frame; the image may then be reused.</summary>
    public Task WriteAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width != _spec.Format.Width || image.Height != _spec.Format.Height)
            throw new ArgumentException(
                $"A frame of {image.Width}x{image.Height} is none of this film.", nameof(image));
        if (FramesWritten == _spec.FrameCount) throw new InvalidOperationException("The segment has all its frames.");
        FramesWritten++;
        return _encoder.WriteAsync(image, cancellationToken);
    }

    /// <summary>Closes the segment, waits for its bytes and checks them.</summary>
    public async Task<EncodedSegment> CompleteAsync(CancellationToken cancellationToken)
    {
        if (FramesWritten != _spec.FrameCount)
            throw new InvalidOperationException($"{FramesWritten} of {_spec.FrameCount} frames were written.");
        var encoded = await _encoder.CompleteAsync(cancellationToken);
        try
        {
            return SegmentFile.Finish(_spec, encoded);
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"The encoder's output is broken: {error.Message}", error);
        }
    }

    public ValueTask DisposeAsync() => _encoder.DisposeAsync();
}

using System.Buffers;
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
    private readonly ChildProcess _encoder;
    private readonly FrameFeed _feed;
    private readonly Task<ReadOnlyMemory<byte>> _output;
    private Task _lastWrite = Task.CompletedTask;
    private bool _inputIsClosed;

    internal SegmentSession(SegmentSpec spec, ChildProcess encoder)
    {
        _spec = spec;
        _encoder = encoder;
        _feed = new FrameFeed(encoder.Input);
        _output = ReadOutputAsync(encoder.Output);
    }

    public int FramesWritten { get; private set; }

    /// <summary>Bytes copied on the way to the encoder's pipe: zero unless rows of the image are padded.</summary>
    public long BytesCopied => _feed.BytesGathered;

    /// <summary>Returns when the encoder has taken the frame; the image may then be reused.</summary>
    public async Task WriteAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ObjectDisposedException.ThrowIf(_inputIsClosed, this);
        if (image.Width != _spec.Format.Width || image.Height != _spec.Format.Height)
            throw new ArgumentException($"A frame of {image.Width}x{image.Height} is none of this film.", nameof(image));
        if (FramesWritten == _spec.FrameCount) throw new InvalidOperationException("The segment has all its frames.");
        cancellationToken.ThrowIfCancellationRequested();
        FramesWritten++;

        // The feed reads the image's memory until the write ends: on cancellation the pipe is cut and then awaited.
        await using var cut = cancellationToken.Register(() => _encoder.Stop(StopReason.Cancelled));
        try
        {
            await (_lastWrite = _feed.WriteAsync(image));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await _encoder.Completion;
            throw new EncodingException($"The encoder ended early: {result.Summary()}", error);
        }
    }

    /// <summary>Closes the segment, waits for its bytes and checks them.</summary>
    public async Task<EncodedSegment> CompleteAsync(CancellationToken cancellationToken)
    {
        if (FramesWritten != _spec.FrameCount)
            throw new InvalidOperationException($"{FramesWritten} of {_spec.FrameCount} frames were written.");
        await using var cut = cancellationToken.Register(() => _encoder.Stop(StopReason.Cancelled));
        await CloseInputAsync();
        var encoded = await _output;
        var result = await _encoder.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Succeeded) throw new EncodingException($"The encoder failed: {result.Summary()}");
        try
        {
            return SegmentFile.Finish(_spec, encoded);
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"The encoder's output is broken: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _encoder.Stop(StopReason.Cancelled);
        await _lastWrite.ContinueWith(static _ => { }, TaskScheduler.Default);
        await CloseInputAsync();
        await _output;
        await _encoder.DisposeAsync();
        _feed.Dispose();
    }

    private async Task CloseInputAsync()
    {
        if (_inputIsClosed) return;
        _inputIsClosed = true;
        await _feed.CloseAsync();
    }

    /// <summary>What came out until the child ended; never fails, for the child's completion tells how it ended.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadOutputAsync(Stream output)
    {
        var encoded = new ArrayBufferWriter<byte>(256 * 1024);
        try
        {
            for (int read; (read = await output.ReadAsync(encoded.GetMemory(64 * 1024))) > 0;) encoded.Advance(read);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
        }

        return encoded.WrittenMemory;
    }
}

using System.Buffers;
using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Encoders;

/// <summary>
/// A child that reads raw frames and writes something smaller. Frames are written one at a time. Disposing without
/// completing ends it.
/// </summary>
internal sealed class RawFrameSession : IAsyncDisposable
{
    private readonly ChildProcess _child;
    private readonly FrameFeed _feed;
    private readonly Task<ReadOnlyMemory<byte>> _output;
    private Task _lastWrite = Task.CompletedTask;
    private bool _inputIsClosed;

    public RawFrameSession(ChildProcess child)
    {
        _child = child;
        _feed = new FrameFeed(child.Input);
        _output = ReadOutputAsync(child.Output);
    }

    /// <summary>Returns when the child has taken the frame; the image may then be reused.</summary>
    public async Task WriteAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_inputIsClosed, this);
        cancellationToken.ThrowIfCancellationRequested();

        // The feed reads the image's memory until the write ends: on cancellation the pipe is cut and then awaited.
        await using var cut = cancellationToken.Register(() => _child.Stop(StopReason.Cancelled));
        try
        {
            await (_lastWrite = _feed.WriteAsync(image));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await _child.Completion;
            throw new EncodingException($"The encoder ended early: {result.Summary()}", error);
        }
    }

    /// <summary>Says that nothing more comes and returns all that came out.</summary>
    public async Task<ReadOnlyMemory<byte>> CompleteAsync(CancellationToken cancellationToken)
    {
        await using var cut = cancellationToken.Register(() => _child.Stop(StopReason.Cancelled));
        await CloseInputAsync();
        var encoded = await _output;
        var result = await _child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return result.Succeeded ? encoded : throw new EncodingException($"The encoder failed: {result.Summary()}");
    }

    public async ValueTask DisposeAsync()
    {
        _child.Stop(StopReason.Cancelled);
        await _lastWrite.ContinueWith(static _ => { }, TaskScheduler.Default);
        await CloseInputAsync();
        await _output;
        await _child.DisposeAsync();
        _feed.Dispose();
    }

    private async Task CloseInputAsync()
    {
        if (_inputIsClosed) return;
        _inputIsClosed = true;
        await _feed.CloseAsync();
    }

    /// <summary>
    /// What came out until the child ended; never fails, for the child's completion tells how it ended.
    /// </summary>
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

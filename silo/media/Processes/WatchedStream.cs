namespace Framemill.Media.Processes;

/// <summary>A child's input or output, watched: who waits for whom, and how much went through.</summary>
internal sealed class WatchedStream(Stream pipe, ProcessClock clock, long? bytesMax, Action onTooMuch) : Stream
{
    private long _bytes;

    public override bool CanRead => pipe.CanRead;
    public override bool CanWrite => pipe.CanWrite;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        clock.BeginRead();
        try
        {
            read = pipe.Read(buffer);
        }
        catch (ObjectDisposedException)
        {
            // Closed under the reader because the child is ended: the same as an end.
        }
        finally
        {
            clock.EndRead(read);
        }

        return Counted(read);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        clock.BeginRead();
        try
        {
            read = await pipe.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (HasClosed(error, cancellationToken))
        {
            // Closed under the reader because the child is ended: the same as an end.
        }
        finally
        {
            clock.EndRead(read);
        }

        return Counted(read);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        clock.BeginWrite();
        try
        {
            pipe.Write(buffer);
        }
        finally
        {
            clock.EndWrite();
        }
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.BeginWrite();
        try
        {
            await pipe.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            clock.EndWrite();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => pipe.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => pipe.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (pipe.CanWrite) clock.CloseInput();
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool HasClosed(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException or ObjectDisposedException
        && !cancellationToken.IsCancellationRequested;

    private int Counted(int read)
    {
        _bytes += read;
        if (_bytes > bytesMax) onTooMuch();
        return read;
    }
}

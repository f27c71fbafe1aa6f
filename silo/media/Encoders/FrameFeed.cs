using Framemill.Pixels;

namespace Framemill.Media.Encoders;

/// <summary>
/// Writes frames into a child's input on a thread of its own: a slow encoder must hold no thread of the pool. Planes go
/// into the pipe from where they lie.
/// </summary>
internal sealed class FrameFeed : IDisposable
{
    private const int GatherBytes = 1 << 20;
    private readonly Stream _input;
    private readonly SemaphoreSlim _work = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (PlanarImage Image, TaskCompletionSource Done)? _next;
    private byte[]? _gathered;
    private volatile bool _closing;

    public FrameFeed(Stream input)
    {
        _input = input;
        new Thread(Run) { IsBackground = true, Name = "frame feed" }.Start();
    }

    /// <summary>Completes when the encoder's pipe holds the frame. One at a time.</summary>
    public Task WriteAsync(PlanarImage image)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _next = (image, done);
        _work.Release();
        return done.Task;
    }

    /// <summary>Tells the encoder that nothing more comes, after what is being written.</summary>
    public Task CloseAsync()
    {
        _closing = true;
        _work.Release();
        return _ended.Task;
    }

    public void Dispose() => _work.Dispose();

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            if (_next is { } next)
            {
                _next = null;
                Write(next.Image, next.Done);
            }
            else if (_closing)
            {
                break;
            }
        }

        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // The encoder is gone; how it ended is told by its completion.
        }

        _ended.SetResult();
    }

    private void Write(PlanarImage image, TaskCompletionSource done)
    {
        try
        {
            Write(image);
            done.SetResult();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            done.SetException(error);
        }
    }

    private unsafe void Write(PlanarImage image)
    {
        if (IsUnpadded(image.Y) && IsUnpadded(image.U) && AreAdjacent(image.Y, image.U)
            && AreAdjacent(image.U, image.V))
        {
            WriteSpan(new(image.Y.Data, (image.Y.Width * image.Y.Height) + (2 * image.U.Width * image.U.Height)));
            return;
        }

        WritePlane(image.Y);
        WritePlane(image.U);
        WritePlane(image.V);
    }

    private unsafe void WritePlane(Plane plane)
    {
        if (IsUnpadded(plane))
        {
            WriteSpan(new(plane.Data, plane.Width * plane.Height));
            return;
        }

        var buffer = _gathered ??= new byte[GatherBytes];
        var filled = 0;
        for (var y = 0; y < plane.Height; y++)
        {
            var row = plane.Row(y);
            if (filled + row.Length > buffer.Length)
            {
                WriteSpan(buffer.AsSpan(0, filled));
                filled = 0;
            }

            row.CopyTo(buffer.AsSpan(filled));
            filled += row.Length;
        }

        WriteSpan(buffer.AsSpan(0, filled));
    }

    private void WriteSpan(ReadOnlySpan<byte> bytes)
    {
        _input.Write(bytes);
    }

    private static bool IsUnpadded(Plane plane) => plane.Stride == plane.Width;

    private static unsafe bool AreAdjacent(Plane first, Plane second) =>
        first.Data + ((long)first.Stride * first.Height) == second.Data;
}

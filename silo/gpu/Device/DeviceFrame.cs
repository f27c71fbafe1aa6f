using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>
/// One picture in a card's memory: planar YUV 4:2:0 with an optional alpha plane, as <see cref="PlanarImage"/> has it
/// in the host's.
/// </summary>
/// <remarks>
/// It belongs to the stream that it was rented for. Another one that uses it waits for a mark of that stream first, and
/// says so when it is the last: <see cref="ReleaseAfter"/>.
/// </remarks>
public sealed class DeviceFrame : IDisposable
{
    private readonly DevicePool _pool;
    private DevicePool.Block? _block;

    internal DeviceFrame(DevicePool pool, GpuStream stream, int width, int height, AlphaForm alpha)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _pool = pool;
        Stream = stream;
        Width = width;
        Height = height;
        Alpha = alpha;
        var chromaWidth = (width + 1) / 2;
        var chromaHeight = (height + 1) / 2;
        var lumaRows = HasAlpha ? 2 * height : height;
        _block = pool.Take(stream, width, lumaRows + chromaHeight);

        // Luma, alpha below it, and the chroma planes side by side below both.
        var stride = _block.Stride;
        var chroma = _block.Address + (ulong)((long)stride * lumaRows);
        Y = new(_block.Address, stride, width, height);
        A = HasAlpha ? new(_block.Address + (ulong)((long)stride * height), stride, width, height) : default;
        U = new(chroma, stride, chromaWidth, chromaHeight);
        V = new(chroma + (ulong)(stride / 2), stride, chromaWidth, chromaHeight);
    }

    public GpuStream Stream { get; }

    public int Width { get; }

    public int Height { get; }

    public AlphaForm Alpha { get; }

    public bool HasAlpha => Alpha != AlphaForm.None;

    public DevicePlane Y { get; }

    public DevicePlane U { get; }

    public DevicePlane V { get; }

    /// <summary>Empty for an opaque frame.</summary>
    public DevicePlane A { get; }

    public PixelRect Bounds => new(0, 0, Width, Height);

    /// <summary>Gives the memory back behind all that its own stream was asked for.</summary>
    public void Dispose() => ReleaseAfter(Stream);

    /// <summary>Gives the memory back behind all that this stream was asked for.</summary>
    public void ReleaseAfter(GpuStream stream)
    {
        if (Interlocked.Exchange(ref _block, null) is { } block) _pool.Return(block, stream);
    }
}

using System.Buffers;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// The planes of an image that lie without gaps, for a pipe to be read into. Whoever reads holds the image as long.
/// </summary>
internal sealed unsafe class PixelMemory : MemoryManager<byte>
{
    private readonly byte* _data;
    private readonly int _length;

    private PixelMemory(Span<byte> native)
    {
        // Native memory: nothing moves it.
        fixed (byte* data = native) _data = data;
        _length = native.Length;
    }

    /// <summary>Null where rows are padded.</summary>
    public static PixelMemory? Of(PlanarImage image) => image.TryGetPacked(out var bytes) ? new(bytes) : null;

    public override Span<byte> GetSpan() => new(_data, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_data + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}

namespace Framemill.Pixels;

/// <summary>One plane of bytes in native memory: a view, valid as long as the image that owns the memory.</summary>
public readonly unsafe struct Plane(byte* data, int stride, int width, int height)
{
    public byte* Data => data;

    /// <summary>Bytes from a row to the next; at least <see cref="Width"/>.</summary>
    public int Stride => stride;

    public int Width => width;

    public int Height => height;

    public bool IsEmpty => data is null;

    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)height, nameof(y));
        return new(data + ((nint)y * stride), width);
    }

    internal byte* RowPointer(int y) => data + ((nint)y * stride);

    public void Fill(byte value)
    {
        for (var y = 0; y < height; y++) Row(y).Fill(value);
    }

    /// <summary>A part of the plane, sharing its memory.</summary>
    public Plane Slice(int x, int y, int sliceWidth, int sliceHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x + sliceWidth, width, nameof(sliceWidth));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(y + sliceHeight, height, nameof(sliceHeight));
        return new(data + ((nint)y * stride) + x, stride, sliceWidth, sliceHeight);
    }

    public void CopyTo(Plane target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Width, width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Height, height, nameof(target));
        for (var y = 0; y < height; y++) Row(y).CopyTo(target.Row(y));
    }
}

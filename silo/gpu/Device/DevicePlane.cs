using System.Runtime.InteropServices;

namespace Framemill.Gpu;

/// <summary>
/// One plane of bytes in a card's memory: a view, valid as long as what owns the memory. Kernels get it as it is.
/// </summary>
/// <param name="Address">Of the first byte, on the card; 0 for no plane.</param>
/// <param name="Stride">Bytes from a row to the next.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DevicePlane(ulong Address, int Stride, int Width, int Height)
{
    public bool IsEmpty => Address == 0;

    /// <summary>A part of the plane, sharing its memory.</summary>
    public DevicePlane Slice(int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x + width, Width, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(y + height, Height, nameof(height));
        return new(Address + (ulong)(((long)y * Stride) + x), Stride, width, height);
    }
}

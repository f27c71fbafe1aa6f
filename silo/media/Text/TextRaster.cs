using System.Runtime.InteropServices;

namespace Framemill.Media.Text;

/// <summary>
/// Drawn text: premultiplied BGRA of its visible part only, and where that part lies in the box of the text.
/// </summary>
public sealed unsafe class TextRaster : IDisposable
{
    private const int AlignmentBytes = 64;
    private byte* _pixels;

    internal TextRaster(int width, int height)
    {
        Width = width;
        Height = height;
        Stride = ((width * 4) + AlignmentBytes - 1) / AlignmentBytes * AlignmentBytes;
        var bytes = (nuint)Stride * (nuint)height;
        _pixels = (byte*)NativeMemory.AlignedAlloc(Math.Max(bytes, AlignmentBytes), AlignmentBytes);
        NativeMemory.Clear(_pixels, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    ~TextRaster() => Free();

    /// <summary>Even, as the planes' half-size chroma likes it.</summary>
    public int Width { get; }
    public int Height { get; }
    public int Stride { get; }

    /// <summary>Where the visible part begins in the box; even, and negative where ink leaves the box.</summary>
    public int OriginX { get; internal init; }
    public int OriginY { get; internal init; }
    public double BoxWidth { get; internal init; }
    public double BoxHeight { get; internal init; }
    public int LineCount { get; internal init; }

    /// <summary>Characters that no installed font can draw: shown as boxes.</summary>
    public int UnknownGlyphs { get; internal init; }

    /// <summary>Premultiplied BGRA rows, <see cref="Stride"/> bytes each.</summary>
    public ReadOnlySpan<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return new(_pixels, Stride * Height);
        }
    }

    internal nint Address => (nint)_pixels;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pixels is null) return;
        NativeMemory.AlignedFree(_pixels);
        _pixels = null;
        GC.RemoveMemoryPressure((long)Stride * Height);
    }
}

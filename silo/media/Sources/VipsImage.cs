using System.Buffers.Binary;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// A picture that vips wrote in its own plain format: a header of 64 bytes, then rows of sRGB or sRGBA, 8 bit,
/// without gaps. Written by our child, yet checked: the child read a stranger's file.
/// </summary>
internal sealed class VipsImage : IDisposable
{
    private const int HeaderBytes = 64;
    private const uint LittleEndianMagic = 0x08f2a6b6;
    private readonly FileStream _file;

    private VipsImage(FileStream file, FrameSize size, int bands)
    {
        _file = file;
        Size = size;
        Bands = bands;
    }

    public FrameSize Size { get; }

    public int Bands { get; }

    public bool HasAlpha => Bands is 2 or 4;

    public static VipsImage? Open(string path)
    {
        if (!File.Exists(path)) return null;
        var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(header) == LittleEndianMagic)
        {
            var size = new FrameSize(Int(header, 4), Int(header, 8));
            var bands = Int(header, 12);
            var isBytes = Int(header, 20) == 0;
            if (isBytes && bands is >= 1 and <= 4 && size is { Width: > 0, Height: > 0 }
                && file.Length >= HeaderBytes + (size.Pixels * bands))
            {
                return new VipsImage(file, size, bands);
            }
        }

        file.Dispose();
        return null;
    }

    /// <summary>The part of the picture from a row on, as an image of our kind.</summary>
    public PlanarImage Read(int top, int height, PixelPool pool)
    {
        var image = PlanarImage.Allocate(pool, Size.Width, height, HasAlpha);
        var rowBytes = Size.Width * Bands;
        _file.Position = HeaderBytes + ((long)top * rowBytes);
        if (Bands == 3) ReadOpaque(image);
        else ReadPairs(image);
        return image;
    }

    public void Dispose() => _file.Dispose();

    private void ReadOpaque(PlanarImage image)
    {
        const int RowsAtOnce = 16;
        var rowBytes = Size.Width * Bands;
        var rows = new byte[rowBytes * RowsAtOnce];
        var reader = new RgbReader(image);
        for (var y = 0; y < image.Height; y += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, image.Height - y);
            _file.ReadExactly(rows.AsSpan(0, rowBytes * count));
            for (var row = 0; row < count; row++) reader.Add(rows.AsSpan(row * rowBytes, rowBytes));
        }
    }

    private void ReadPairs(PlanarImage image)
    {
        var (height, rowBytes) = (image.Height, Size.Width * Bands);
        var pair = new byte[rowBytes * 2];
        for (var y = 0; y < height; y += 2)
        {
            var rows = Math.Min(2, height - y);
            _file.ReadExactly(pair.AsSpan(0, rowBytes * rows));
            // The last row of an odd height has no partner: it is its own.
            var second = rows == 2 ? pair.AsSpan(rowBytes, rowBytes) : pair.AsSpan(0, rowBytes);
            RgbRows.Convert(pair.AsSpan(0, rowBytes), second, Bands, image, y);
        }

        image.MarkChanged();
    }

    private static int Int(ReadOnlySpan<byte> header, int offset) =>
        BinaryPrimitives.ReadInt32LittleEndian(header[offset..]);
}

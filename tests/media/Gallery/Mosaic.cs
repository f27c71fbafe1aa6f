using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Gallery;

/// <summary>Frames of one size, side by side.</summary>
internal sealed class Mosaic(int columns, int width, int height, int gap = 0)
{
    private readonly List<byte[]> _cells = [];

    public int Rows => (_cells.Count + columns - 1) / columns;

    public int Width => (columns * (width + gap)) - gap;

    public int Height => (Rows * (height + gap)) - gap;

    public void Add(PlanarImage frame)
    {
        var rgb = new byte[width * height * 3];
        PixelConvert.ToRgb24(frame, rgb, width * 3);
        _cells.Add(rgb);
    }

    public byte[] Rgb()
    {
        var sheet = new byte[Width * Height * 3];
        Array.Fill(sheet, (byte)255);
        for (var i = 0; i < _cells.Count; i++)
        {
            var (left, top) = (i % columns * (width + gap), i / columns * (height + gap));
            for (var y = 0; y < height; y++)
                _cells[i].AsSpan(y * width * 3, width * 3).CopyTo(sheet.AsSpan((((top + y) * Width) + left) * 3));
        }

        return sheet;
    }

    /// <summary>As PNG or JPEG, by the path's ending.</summary>
    public async Task WriteAsync(string path) => await RgbFile.WriteAsync(path, Rgb(), Width, Height);
}

/// <summary>Pictures on disk, written and read by ffmpeg.</summary>
internal static class RgbFile
{
    public static async Task WriteAsync(string path, byte[] rgb, int width, int height)
    {
        var raw = path + ".raw";
        await File.WriteAllBytesAsync(raw, rgb);
        try
        {
            string[] how = path.EndsWith(".jpg", StringComparison.Ordinal)
                ? ["-q:v", "8", "-pix_fmt", "yuvj420p"]
                : ["-compression_level", "100", "-pred", "mixed"];
            await Tool.BytesAsync(
                "ffmpeg",
                ["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{width}x{height}", "-i", raw,
                    "-frames:v", "1", .. how, "-map_metadata", "-1", path]);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    public static Task<byte[]> ReadAsync(string path) => Tool.BytesAsync(
        "ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
}

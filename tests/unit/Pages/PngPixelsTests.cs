using System.Buffers.Binary;
using System.IO.Compression;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Pages;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pages;

public sealed class PngPixelsTests
{
    [Theory]
    [InlineData(4, 33, 17)]
    [InlineData(4, 1, 1)]
    [InlineData(4, 64, 10)]
    [InlineData(3, 33, 17)]
    [InlineData(3, 2, 5)]
    public void Read_EveryRowFilter_GivesBackThePixels(int bands, int width, int height)
    {
        var pixels = new byte[width * height * bands];
        new Random(3).NextBytes(pixels);

        using var image = PngPixels.Read(Png(pixels, bands, width, height), PixelPool.Shared);

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = pixels.AsSpan(((y * width) + x) * bands, bands);
                Assert.Equal(YuvColor.FromRgb(pixel[0], pixel[1], pixel[2]).Y, image.Y.Row(y)[x]);
                Assert.Equal(bands == 4 ? pixel[3] : 255, image.A.Row(y)[x]);
            }
        }
    }

    [Fact]
    public void Read_CutAndDisturbed_IsRefusedOrReadAndNothingLeaks()
    {
        using var pool = new PixelPool();
        var pixels = new byte[40 * 30 * 4];
        var random = new Random(4);
        random.NextBytes(pixels);
        var whole = Png(pixels, 4, 40, 30);
        for (var i = 0; i < 2000; i++)
        {
            var png = whole[..(i % 2 == 0 ? whole.Length : random.Next(whole.Length))];
            // Sizes are left alone: a picture as large as a page may be is read, and takes its time.
            for (var k = 0; k < 3 && png.Length > 24; k++) png[random.Next(24, png.Length)] = (byte)random.Next(256);
            try
            {
                PngPixels.Read(png, pool).Release();
            }
            catch (MediaException problem)
            {
                Assert.Contains("page", problem.Message);
            }
        }

        Assert.Equal(0, pool.RentedBytes);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    [InlineData(1 << 20, 1 << 20)]
    public void Read_ImpossibleSizes_AreRefused(int width, int height)
    {
        var png = Png(new byte[400], 4, 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);

        Assert.Throws<MediaException>(() => PngPixels.Read(png, PixelPool.Shared));
    }

    /// <summary>Rows with all five filters in turn.</summary>
    private static byte[] Png(byte[] pixels, int bands, int width, int height)
    {
        using var packed = new MemoryStream();
        using (var rows = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var rowBytes = width * bands;
            for (var y = 0; y < height; y++)
            {
                rows.WriteByte((byte)(y % 5));
                for (var i = 0; i < rowBytes; i++)
                {
                    int left = i >= bands ? pixels[(y * rowBytes) + i - bands] : 0;
                    int up = y > 0 ? pixels[((y - 1) * rowBytes) + i] : 0;
                    int corner = y > 0 && i >= bands ? pixels[((y - 1) * rowBytes) + i - bands] : 0;
                    int[] guesses = [0, left, up, (left + up) / 2, Paeth(left, up, corner)];
                    rows.WriteByte((byte)(pixels[(y * rowBytes) + i] - guesses[y % 5]));
                }
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)(bands == 4 ? 6 : 2));
        Chunk(png, "IHDR"u8, header);
        var data = packed.ToArray();
        // In two parts, as a browser may write it.
        Chunk(png, "IDAT"u8, data.AsSpan(0, data.Length / 2));
        Chunk(png, "IDAT"u8, data.AsSpan(data.Length / 2));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var nearest = new[] { left, up, corner }.Select((value, i) => (Math.Abs(guess - value), i, value)).Min();
        return nearest.value;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(kind);
        png.Write(body);
        png.Write("sums"u8); // Not checked: whoever writes here is our own child.
    }
}

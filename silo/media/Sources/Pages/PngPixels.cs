using System.Buffers.Binary;
using System.IO.Compression;
using Framemill.Pixels;

namespace Framemill.Media.Sources.Pages;

/// <summary>
/// Reads the plain kind of PNG that browsers capture: 8 bit, RGB or RGBA, not interlaced. Everything else is refused.
/// </summary>
internal static class PngPixels
{
    private const int SignatureBytes = 8;
    private const uint Header = 0x49484452, Data = 0x49444154;

    /// <exception cref="MediaException">It is no such picture, or not whole.</exception>
    public static PlanarImage Read(ReadOnlySpan<byte> png, PixelPool pool)
    {
        var (width, height, bands) = (0, 0, 0);
        using var packed = new MemoryStream();
        var rest = png.Length > SignatureBytes ? png[SignatureBytes..] : default;
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (length < 0 || length > rest.Length - 12) break;
            var kind = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            var body = rest.Slice(8, length);
            if (kind == Header && length >= 13) (width, height, bands) = Shape(body);
            else if (kind == Data) packed.Write(body);
            rest = rest[(length + 12)..];
        }

        if (bands == 0 || width is < 1 or > PlanarImage.SideMax || height is < 1 or > PlanarImage.SideMax) throw Bad();
        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var image = PlanarImage.Allocate(pool, width, height, hasAlpha: true);
        try
        {
            Convert(rows, image, bands);
            return image;
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            image.Release();
            throw Bad();
        }
        catch
        {
            image.Release();
            throw;
        }
    }

    private static (int Width, int Height, int Bands) Shape(ReadOnlySpan<byte> header)
    {
        var bands = (header[8], header[9], header[12]) switch
        {
            (8, 2, 0) => 3,
            (8, 6, 0) => 4,
            _ => 0,
        };
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]), bands);
    }

    private static void Convert(ZLibStream rows, PlanarImage image, int bands)
    {
        var rowBytes = image.Width * bands;
        // A row more than the pair: what a row's filter looks back at.
        var before = new byte[rowBytes + 1];
        var first = new byte[rowBytes + 1];
        var second = new byte[rowBytes + 1];
        for (var y = 0; y < image.Height; y += 2)
        {
            ReadRow(rows, first, before, bands);
            if (y + 1 < image.Height) ReadRow(rows, second, first, bands);
            else first.CopyTo(second, 0); // The last row of an odd height has no partner: it is its own.
            RgbRows.Convert(first.AsSpan(1), second.AsSpan(1), bands, image, y);
            if (bands == 3)
            {
                image.A.Row(y).Fill(255);
                if (y + 1 < image.Height) image.A.Row(y + 1).Fill(255);
            }

            (before, second) = (second, before);
        }

        image.MarkChanged();
    }

    /// <summary>A filter's number and its row, which is put right in place.</summary>
    private static void ReadRow(ZLibStream rows, byte[] row, byte[] above, int bands)
    {
        rows.ReadExactly(row);
        var filter = row[0];
        if (filter > 4) throw new InvalidDataException();
        for (var i = 1; i < row.Length && filter != 0; i++)
        {
            int left = i > bands ? row[i - bands] : 0;
            int up = above[i];
            int corner = i > bands ? above[i - bands] : 0;
            var guess = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Nearest(left, up, corner),
            };
            row[i] = (byte)(row[i] + guess);
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static MediaException Bad() =>
        new(new(MediaProblemCode.Damaged, "The browser gave no picture of the page."));
}

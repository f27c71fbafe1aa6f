using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class RgbReaderTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Fact]
    public void Rows_EveryWidth_AreTheScalarOnes()
    {
        var random = new Random(9);
        for (var count = 0; count <= 200; count++)
        {
            var pixels = new byte[(3 * count) + 1];
            random.NextBytes(pixels);
            var (luma, lumaScalar) = (new byte[count + 1], new byte[count + 1]);
            var (u, uScalar) = (new short[count + 1], new short[count + 1]);
            var (v, vScalar) = (new short[count + 1], new short[count + 1]);
            fixed (byte* from = pixels, y = luma, yScalar = lumaScalar)
            {
                fixed (short* toU = u, toV = v, toUScalar = uScalar, toVScalar = vScalar)
                {
                    RgbRow.Luma(from, y, count);
                    RgbRow.LumaScalar(from, yScalar, count);
                    RgbRow.Differences(from, toU, toV, count);
                    RgbRow.DifferencesScalar(from, toUScalar, toVScalar, count);
                }
            }

            Assert.Equal(lumaScalar, luma);
            Assert.Equal(uScalar, u);
            Assert.Equal(vScalar, v);
        }
    }

    [Fact]
    public void Halvings_EveryWidth_AreTheScalarOnes()
    {
        var random = new Random(10);
        var rows = stackalloc short*[SharpHalve.Rows];
        for (var count = 0; count <= 200; count++)
        {
            var line = new short[(2 * count) + SharpHalve.Before + SharpHalve.Behind];
            for (var i = 0; i < line.Length; i++) line[i] = (short)random.Next(-1792, 1793);
            var (across, acrossScalar) = (new short[count + 1], new short[count + 1]);
            var (down, downScalar) = (new byte[count + 1], new byte[count + 1]);
            var source = new short[(SharpHalve.Rows * count) + 16];
            for (var i = 0; i < source.Length; i++) source[i] = (short)random.Next(-2300, 2300);
            fixed (short* from = line, to = across, toScalar = acrossScalar, rowsFrom = source)
            {
                SharpHalve.Across(from + SharpHalve.Before, to, count);
                SharpHalve.AcrossScalar(from + SharpHalve.Before, toScalar, count);
                for (var k = 0; k < SharpHalve.Rows; k++) rows[k] = rowsFrom + (k * count);
                fixed (byte* bytes = down, bytesScalar = downScalar)
                {
                    SharpHalve.Down(rows, bytes, count);
                    SharpHalve.DownScalar(rows, bytesScalar, 0, count);
                }
            }

            Assert.Equal(acrossScalar, across);
            Assert.Equal(downScalar, down);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(37, 4)]
    [InlineData(64, 33)]
    public void Read_OneColour_IsThatColourToTheEdges(int width, int height)
    {
        using var image = Read(width, height, (_, _) => (200, 30, 90));
        var expected = YuvColor.FromRgb(200, 30, 90);
        for (var y = 0; y < height; y++) Assert.Equal(-1, image.Y.Row(y).IndexOfAnyExcept(expected.Y));
        for (var y = 0; y < image.U.Height; y++)
        {
            Assert.Equal(-1, image.U.Row(y).IndexOfAnyExcept(expected.U));
            Assert.Equal(-1, image.V.Row(y).IndexOfAnyExcept(expected.V));
        }
    }

    /// <summary>
    /// Chroma waves eight pixels long keep nearly all of their height, where 1-2-1 leaves three quarters; and they stay
    /// where they are, sited left.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_FineChroma_IsKept(bool isAcross)
    {
        const double Length = 8, Height = 60;
        double Wave(double place) => Math.Sin(2 * Math.PI * place / Length);
        using var image = Read(160, 96, (x, y) =>
        {
            var wave = Wave(isAcross ? x : y);
            // Red against green and blue at equal luma: the red difference alone.
            return ((byte)Math.Round(128 + (Height * wave)), (byte)Math.Round(128 - (Height * 0.27 * wave)), 128);
        });
        var largest = 0.0;
        for (var y = 8; y < 40; y++)
        {
            for (var x = 8; x < 72; x++)
            {
                // A sample lies on the even column, and between two rows.
                var wave = Wave(isAcross ? 2 * x : (2 * y) + 0.5);
                var full = ((28785 * Height) + (26145 * Height * 0.27)) / 65536 * wave;
                largest = Math.Max(largest, Math.Abs(image.V.Row(y)[x] - 128 - full));
            }
        }

        Assert.InRange(largest, 0, 0.09 * Height * 0.55);
    }

    [Fact]
    public void Add_TooManyRows_IsRefused()
    {
        using var image = PlanarImage.Allocate(_pool, 4, 2, hasAlpha: false);
        var reader = new RgbReader(image);
        reader.Add(new byte[12]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Add(new byte[11]));
        reader.Add(new byte[12]);
        Assert.Throws<InvalidOperationException>(() => reader.Add(new byte[12]));
    }

    private PlanarImage Read(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        var image = PlanarImage.Allocate(_pool, width, height, hasAlpha: false);
        var reader = new RgbReader(image);
        var row = new byte[3 * width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = colour(x, y);
            reader.Add(row);
        }

        return image;
    }
}

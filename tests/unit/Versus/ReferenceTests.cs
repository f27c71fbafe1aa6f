using Framemill.Benchmarks.Versus.Reference;
using Xunit;

namespace Framemill.Tests.Unit.Versus;

/// <summary>What films are judged by must itself be right: compared here with what mathematics says.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(0.37, 0.8)]
    [InlineData(11.5, 0.25)]
    [InlineData(5.123, 1.43)]
    [InlineData(-0.5, 1)]
    public void Place_OfWaves_ShowsTheirValueAtEachPosition(double offset, double step)
    {
        // Continuous position p of a wave; sample k of luma shows p = k + 1/2.
        static double Wave(double x, double y) => 128 + (80 * Math.Cos((0.31 * x) + (0.17 * y)));
        var source = new SourcePicture(
            Made(300, 200, (x, y) => Wave(x + 0.5, y + 0.5)), Made(300, 200, (_, _) => 128),
            Made(300, 200, (_, _) => 128), Matrix.Jpeg);

        var frame = source.Place(offset, offset / 2, step, 120, 80);

        var planes = frame.Planes(Matrix.Jpeg);
        Inside(planes.First, (x, y) => Wave(offset + ((x + 0.5) * step), (offset / 2) + ((y + 0.5) * step)), 0.9);
        // Chroma is sampled on every second column and between two rows, of the very same wave.
        Inside(
            frame.Chroma.First,
            (x, y) => Wave(offset + (((2 * x) + 0.5) * step), (offset / 2) + (((2 * y) + 1) * step)) / 255, 0.06);
    }

    [Fact]
    public void Place_OfHalvedChroma_PutsItWhereItIsSited()
    {
        // Each chroma sample holds its own continuous position: 2k + 1/2 across, 2k + 1 down.
        var source = new SourcePicture(
            Made(200, 120, (_, _) => 128), Made(100, 60, (x, _) => (2 * x) + 0.5), Made(100, 60, (_, y) => (2 * y) + 1),
            Matrix.Bt709);

        var frame = source.Place(10, 20, 0.7, 160, 90);

        var luma = frame.Luma.Map(Matrix.Bt709.FromRgb);
        Inside(luma.Second, (x, _) => 10 + ((x + 0.5) * 0.7), 0.06);
        Inside(luma.Third, (_, y) => 20 + ((y + 0.5) * 0.7), 0.06);
        var planes = frame.Planes(Matrix.Bt709);
        Inside(planes.Second, (x, _) => 10 + (((2 * x) + 0.5) * 0.7), 0.06);
        Inside(planes.Third, (_, y) => 20 + (((2 * y) + 1) * 0.7), 0.06);
    }

    [Fact]
    public void Resample_OfAFineCheckerboardToLess_IsGrey()
    {
        var board = Made(200, 200, (x, y) => (x + y) % 2 == 0 ? 0 : 255);

        var small = Resampler.Resample(board, new(0.1, 2.3), 80, new(0.4, 2.3), 80);

        Inside(small, (_, _) => 127.5, 3);
    }

    [Fact]
    public void Resample_OfAZonePlateToLess_ShowsNoRingsThatAreNotThere()
    {
        // Rings as fine as 0.45 cycles a sample at the rim; of the smaller picture's they must vanish beyond 0.5.
        const int Size = 512;
        const double Middle = 255.5;
        static double Turns(double r) => 0.45 * r * r / (2 * Middle);
        var plate = Made(Size, Size, (x, y) =>
            128 + (100 * Math.Cos(2 * Math.PI * Turns(Math.Sqrt(Square(x - Middle) + Square(y - Middle))))));

        var small = Resampler.Resample(plate, new(0.5, 2), 256, new(0.5, 2), 256);

        for (var x = 8; x < 248; x++)
        {
            var r = Math.Abs((2 * x) + 0.5 - Middle);
            var frequency = 2 * 0.45 * r / Middle; // In cycles a sample of the smaller picture.
            if (frequency is > 0.36 and < 0.65) continue; // Where the filter goes from all to nothing.
            var wave = 100 * Math.Cos(2 * Math.PI * Turns(Math.Sqrt(Square(r) + 0.25)));
            var exact = 128 + (frequency < 0.5 ? wave : 0);
            Assert.InRange(small[x, 127] - exact, -10, 10);
        }
    }

    [Fact]
    public void Blur_OfAPoint_IsABell()
    {
        var point = Made(101, 101, (x, y) => x == 50 && y == 50 ? 1000 : 0);

        var blurred = Resampler.Blur(point, 6);

        foreach (var (x, y) in new[] { (50, 50), (57, 50), (46, 61) })
        {
            var bell = 1000 / (2 * Math.PI * 36) * Math.Exp(-(Square(x - 50) + Square(y - 50)) / 72.0);
            Assert.Equal(bell, blurred[x, y], 1e-3 * 28);
        }
    }

    [Fact]
    public void Matrix_ThereAndBack_IsTheSame()
    {
        foreach (var matrix in new[] { Matrix.Bt709, Matrix.Bt601, Matrix.Jpeg })
        {
            var (red, green, blue) = matrix.ToRgb(100, 90, 160);
            var (y, u, v) = matrix.FromRgb(red, green, blue);
            Assert.Equal((100, 90, 160), (Math.Round(y, 9), Math.Round(u, 9), Math.Round(v, 9)));
        }

        // White, and the red of the standard's tables.
        Assert.Equal((235, 128, 128), Rounded(Matrix.Bt709.FromRgb(1, 1, 1)));
        Assert.Equal((63, 102, 240), Rounded(Matrix.Bt709.FromRgb(1, 0, 0)));
        Assert.Equal((81, 90, 240), Rounded(Matrix.Bt601.FromRgb(1, 0, 0)));
    }

    [Fact]
    public void Table_BetweenPoints_GoesStraight()
    {
        var lines = new List<string> { "LUT_3D_SIZE 3" };
        for (var i = 0; i < 27; i++)
            lines.Add(FormattableString.Invariant($"{i % 3 / 2.0} {i / 3 % 3 / 4.0} {1 - (i / 9 / 2.0)}"));

        var (red, green, blue) = new CubeTable(lines).Look(0.3, 0.9, 0.6);

        Assert.Equal((0.3, 0.45, 0.4), (Math.Round(red, 12), Math.Round(green, 12), Math.Round(blue, 12)));
    }

    private static (double, double, double) Rounded((double Y, double U, double V) colour) =>
        (Math.Round(colour.Y), Math.Round(colour.U), Math.Round(colour.V));

    private static double Square(double value) => value * value;

    internal static Field Made(int width, int height, Func<int, int, double> value)
    {
        var field = new Field(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) field[x, y] = value(x, y);
        }

        return field;
    }

    // Away from the edges, where a filter sees what is beyond.
    private static void Inside(Field field, Func<int, int, double> exact, double within)
    {
        for (var y = 10; y < field.Height - 10; y++)
        {
            for (var x = 10; x < field.Width - 10; x++)
                Assert.InRange(field[x, y] - exact(x, y), -within, within);
        }
    }
}

using System.Globalization;
using Framemill.Media.Looks;
using Framemill.Pixels;
using Framemill.Tests.Media.Encoders;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class LookPictureTests
{
    private const int Width = 640;
    private const int Height = 360;

    /// <summary>ffmpeg looks up in RGB, pixel by pixel; we in YUV, with a chroma for each four pixels.</summary>
    [Fact]
    public async Task Apply_AGrade_IsNearWhatFfmpegMakesOfIt()
    {
        using var folder = new TempFolder();
        var table = folder["grade.cube"];
        await File.WriteAllTextAsync(table, Grade(17), TestContext.Current.CancellationToken);
        string[] source = ["-v", "error", "-f", "lavfi", "-i", $"mandelbrot=s={Width}x{Height},gblur=sigma=2"];
        string[] raw = ["-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"];
        const string Matrix = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p";
        const string Back = "scale=in_color_matrix=bt709:in_range=tv:flags=bicubic,format=gbrp";
        var before = await Tool.BytesAsync("ffmpeg", [.. source, "-vf", Matrix, .. raw]);
        var expected = await Tool.BytesAsync(
            "ffmpeg", [.. source, "-vf", $"{Matrix},{Back},lut3d={table}:interp=trilinear,{Matrix}", .. raw]);

        using var picture = TestFrames.FromRaw(before, Width, Height);
        var (cube, _) = CubeFile.Read(Grade(17));
        new ColorCube(cube!.Change).Apply(picture, picture);

        using var wanted = TestFrames.FromRaw(expected, Width, Height);
        Assert.InRange(Apart(picture.Y, wanted.Y), 0, 1);
        Assert.InRange(Apart(picture.U, wanted.U), 0, 1);
        Assert.InRange(Apart(picture.V, wanted.V), 0, 1);
        using var old = TestFrames.FromRaw(before, Width, Height);
        Assert.True(Apart(old.Y, wanted.Y) + Apart(old.U, wanted.U) > 5, "The grade changes hardly anything.");
    }

    private static double Apart(Plane one, Plane other)
    {
        long sum = 0;
        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++) sum += Math.Abs(one.Row(y)[x] - other.Row(y)[x]);
        }

        return sum / (double)(one.Width * one.Height);
    }

    private static string Grade(int size)
    {
        var lines = new List<string> { $"LUT_3D_SIZE {size}" };
        for (var i = 0; i < size * size * size; i++)
        {
            var (r, g, b) = (i % size / (size - 1.0), i / size % size / (size - 1.0), i / size / size / (size - 1.0));
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{Math.Pow(r, 0.7):F6} {0.1 + (0.8 * g):F6} {b * b:F6}"));
        }

        return string.Join('\n', lines);
    }
}

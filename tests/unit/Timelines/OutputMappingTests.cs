using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

/// <summary>Every word that an output may say about its size and rate, and what comes of it.</summary>
public sealed class OutputMappingTests
{
    private static readonly (string Word, int Width, int Height, int Rate)[] s_resolutions =
    [
        ("preview", 512, 288, 15), ("mobile", 640, 360, 25), ("sd", 1024, 576, 25), ("hd", 1280, 720, 25),
        ("1080", 1920, 1080, 25), ("4k", 3840, 2160, 25),
    ];

    private static readonly (string Word, int Across, int Down)[] s_shapes =
        [("16:9", 16, 9), ("9:16", 9, 16), ("1:1", 1, 1), ("4:5", 4, 5), ("4:3", 4, 3)];

    [Fact]
    public void Output_EveryResolutionShapeAndScale_HasTheShapeAndThePixels()
    {
        foreach (var (resolution, width, height, rate) in s_resolutions)
        {
            foreach (var (shape, across, down) in s_shapes)
            {
                var film = Film(("resolution", resolution), ("aspectRatio", shape));
                Assert.Equal((across, down), Lowest(film.Size));
                Assert.Equal(Math.Min(width, height), Math.Min(film.Size.Width, film.Size.Height));
                Assert.Equal(film.Size, film.OutputSize);
                Assert.Equal(new FrameRate(rate, 1), film.Rate);
                if (shape == "16:9") Assert.Equal(new FrameSize(width, height), film.Size);

                foreach (var (scaled, _, lines, _) in s_resolutions)
                {
                    var written = Film(("resolution", resolution), ("aspectRatio", shape), ("scaleTo", scaled));
                    Assert.Equal(film.Size, written.Size);
                    Assert.Equal((across, down), Lowest(written.OutputSize));
                    Assert.Equal(lines, Math.Min(written.OutputSize.Width, written.OutputSize.Height));
                    Assert.Equal(film.Rate, written.Rate); // Another size is no other film.
                }
            }
        }
    }

    [Theory]
    [InlineData("12", 12, 1)]
    [InlineData("15", 15, 1)]
    [InlineData("23.976", 24000, 1001)]
    [InlineData("24", 24, 1)]
    [InlineData("25", 25, 1)]
    [InlineData("29.97", 30000, 1001)]
    [InlineData("30", 30, 1)]
    [InlineData("48", 48, 1)]
    [InlineData("50", 50, 1)]
    [InlineData("59.94", 60000, 1001)]
    [InlineData("60", 60, 1)]
    public void Output_EveryRate_IsExactAtEveryResolution(string fps, int numerator, int denominator)
    {
        foreach (var (resolution, _, _, _) in s_resolutions)
        {
            var film = Film(("resolution", resolution), ("fps", JsonNode.Parse(fps)));
            Assert.Equal(new FrameRate(numerator, denominator), film.Rate);
            Assert.Equal((int)Math.Round(2.0 * numerator / denominator), film.FrameCount);
        }
    }

    [Theory]
    [InlineData("mp4", 1, 1)]
    [InlineData("gif", 33, 4096)]
    [InlineData("png", 4096, 1)]
    [InlineData("bmp", 641, 479)]
    [InlineData("jpg", 2, 4096)]
    public void Output_AnySizeScaledToAnyResolution_StaysWithinBounds(string format, int width, int height)
    {
        foreach (var (scaled, _, _, _) in s_resolutions)
        {
            var size = new JsonObject { ["width"] = width, ["height"] = height };
            var written = Film(("format", format), ("size", size), ("scaleTo", scaled)).OutputSize;
            Assert.InRange(written.Width, 2, FrameSizes.SideMax);
            Assert.InRange(written.Height, 2, FrameSizes.SideMax);
            Assert.Equal(0, (written.Width | written.Height) & 1);
        }
    }

    private static (int, int) Lowest(FrameSize size)
    {
        var shape = new Rational(size.Width, size.Height);
        return ((int)shape.Numerator, (int)shape.Denominator);
    }

    private static Film Film(params (string Key, JsonNode? Value)[] output)
    {
        var edit = An.Edit().Track(An.Text(0, 2));
        foreach (var (key, value) in output) edit = edit.Output(key, value);
        return edit.Film();
    }
}

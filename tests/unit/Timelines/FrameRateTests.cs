using Framemill.Media.Edits;
using Framemill.Media.Encoders.X264;
using Framemill.Media.Timelines;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

public sealed class FrameRateTests
{
    public static TheoryData<int, int> Rates => new()
    {
        { 12, 1 }, { 15, 1 }, { 24_000, 1001 }, { 24, 1 }, { 25, 1 }, { 30_000, 1001 }, { 30, 1 }, { 48, 1 }, { 50, 1 },
        { 60_000, 1001 }, { 60, 1 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void TimeOf_EveryFrameOfADay_LeadsBackToIt(int numerator, int denominator)
    {
        var rate = new FrameRate(numerator, denominator);
        for (var frame = 0; frame < 86_400 * 60; frame += 997)
        {
            var time = rate.TimeOf(frame);
            Assert.Equal(frame, rate.NearestFrame(time));
            Assert.Equal(frame, rate.FrameAt(time));
            Assert.Equal(frame, rate.FrameAt(time + rate.FrameDuration - new Rational(1, 1_000_000)));
        }
    }

    [Theory]
    [InlineData(Resolution.Preview, AspectRatio.Landscape, 512, 288)]
    [InlineData(Resolution.Mobile, AspectRatio.Landscape, 640, 360)]
    [InlineData(Resolution.Sd, AspectRatio.Landscape, 1024, 576)]
    [InlineData(Resolution.Hd, AspectRatio.Landscape, 1280, 720)]
    [InlineData(Resolution.FullHd, AspectRatio.Landscape, 1920, 1080)]
    [InlineData(Resolution.UltraHd, AspectRatio.Landscape, 3840, 2160)]
    [InlineData(Resolution.FullHd, AspectRatio.Portrait, 1080, 1920)]
    [InlineData(Resolution.FullHd, AspectRatio.Square, 1080, 1080)]
    [InlineData(Resolution.FullHd, AspectRatio.ShortPortrait, 1080, 1350)]
    [InlineData(Resolution.Sd, AspectRatio.Television, 768, 576)]
    public void Size_OfAResolution_IsTheContracts(Resolution resolution, AspectRatio shape, int width, int height) =>
        Assert.Equal(new FrameSize(width, height), FrameSizes.Of(resolution, shape));

    [Fact]
    public void Size_OfEveryResolutionAndShape_IsEven()
    {
        foreach (var resolution in Enum.GetValues<Resolution>())
        {
            foreach (var shape in Enum.GetValues<AspectRatio>())
            {
                var size = FrameSizes.Of(resolution, shape);
                Assert.True(size.Width % 2 == 0 && size.Height % 2 == 0, $"{resolution} {shape} {size}");
            }
        }
    }

    [Theory]
    [InlineData(OutputFormat.Mp4, 642, 482)]
    [InlineData(OutputFormat.Gif, 642, 482)]
    [InlineData(OutputFormat.Bmp, 641, 481)]
    [InlineData(OutputFormat.Jpg, 641, 481)]
    [InlineData(OutputFormat.Png, 641, 481)]
    public void Canvas_OddSize_IsEvenOnlyForFilms(OutputFormat format, int width, int height) => Assert.Equal(
        new FrameSize(width, height),
        FrameSizes.Canvas(new() { Format = format, Size = new FrameSize(641, 481), Resolution = Resolution.FullHd }));

    [Fact]
    public void Written_ScaledToAResolution_KeepsTheShape() => Assert.Equal(
        (new FrameSize(360, 640), new FrameSize(720, 360)),
        (
            FrameSizes.Written(new()
            {
                Format = OutputFormat.Mp4,
                Resolution = Resolution.FullHd,
                AspectRatio = AspectRatio.Portrait,
                ScaleTo = Resolution.Mobile,
            }),
            FrameSizes.Written(new()
            {
                Format = OutputFormat.Mp4,
                Size = new FrameSize(2000, 1000),
                ScaleTo = Resolution.Mobile,
            })));

    [Fact]
    public void Rate_NotGiven_IsTheResolutions()
    {
        var preview = new Output { Format = OutputFormat.Mp4, Resolution = Resolution.Preview };
        Assert.Equal(15, FrameSizes.Rate(preview).Numerator);
        Assert.Equal(25, FrameSizes.Rate(new() { Format = OutputFormat.Mp4, Resolution = Resolution.Hd }).Numerator);
        Assert.Equal(25, FrameSizes.Rate(new() { Format = OutputFormat.Mp4 }).Numerator);
    }

    [Fact]
    public void Quality_Better_MeansMoreBits()
    {
        var levels = Enum.GetValues<Quality>();
        var factors = levels.Select(level => X264Quality.For(level).Crf).ToList();
        Assert.Equal(factors.OrderDescending().Distinct(), factors);
    }
}

using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>Pictures that say nothing of their colours keep them, the strong ones too.</summary>
public class PictureColourTests
{
    public static TheoryData<string, int, int, int> Strong => new()
    {
        { "png", 0, 255, 64 },
        { "png", 128, 0, 255 },
        { "png", 10, 110, 140 },
        { "png", 255, 40, 0 },
        { "jpg", 10, 110, 140 },
        { "jpg", 60, 230, 60 },
        { "png", 127, 127, 127 },
    };

    [Theory]
    [MemberData(nameof(Strong))]
    public async Task Picture_WithoutAProfile_KeepsItsColour(string format, int red, int green, int blue)
    {
        using var folder = new TempFolder();
        var path = folder["colour." + format];
        await MediaMaker.FfmpegAsync([
            "-f", "lavfi", "-i", $"color=c=0x{red:x2}{green:x2}{blue:x2}:s=96x64,format=gbrp", "-frames:v", "1",
            .. format == "jpg" ? (string[])["-pix_fmt", "yuvj444p", "-q:v", "1"] : [], path]);
        var facts = await Media.ProbeAsync(path);
        Assert.True(facts.Succeeded, facts.Problem?.Text);
        using var pool = new PixelPool();

        var result = await new PictureDecoder(Media.Processes, Media.Options).DecodeAsync(
            path, facts.Value!, new FrameSize(48, 48), pool, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, result.Problem?.Text);
        using var picture = result.Value;
        var exact = YuvColor.FromRgb((byte)red, (byte)green, (byte)blue);
        Assert.InRange(picture.Y.Row(10)[10] - exact.Y, -1, 1);
        Assert.InRange(picture.U.Row(5)[5] - exact.U, -1, 1);
        Assert.InRange(picture.V.Row(5)[5] - exact.V, -1, 1);
    }
}

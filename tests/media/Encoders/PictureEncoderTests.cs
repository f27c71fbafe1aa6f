using Framemill.Media.Encoders;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Encoders;

public sealed class PictureEncoderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PictureFormat.Jpg, "mjpeg")]
    [InlineData(PictureFormat.Png, "png")]
    [InlineData(PictureFormat.Bmp, "bmp")]
    public async Task Write_ColouredFrame_ShowsItsColour(PictureFormat format, string codec)
    {
        using var folder = new TempFolder();
        using var frame = Flat(150, 90, 63, 102, 240); // Pure red in BT.709.
        var path = folder["still"];
        await new PictureEncoder(Films.Processes, Films.Options).WriteAsync(frame, format, path, null, Cancellation);

        var rgb = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        var middle = ((45 * 150) + 75) * 3;
        Assert.Equal(150 * 90 * 3, rgb.Length);
        Assert.InRange(rgb[middle], 250, 255);
        Assert.InRange(rgb[middle + 1], 0, 5);
        Assert.InRange(rgb[middle + 2], 0, 5);
        Assert.Equal(codec, await ProbeAsync("stream=codec_name", path));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Write_Thumbnail_HasItsSize()
    {
        using var folder = new TempFolder();
        using var frame = TestFrames.Make(1280, 720, 77);
        var path = folder["thumbnail.jpg"];
        await new PictureEncoder(Films.Processes, Films.Options)
            .WriteAsync(frame, PictureFormat.Jpg, path, new FrameSize(384, 216), Cancellation);

        Assert.Equal("384,216", await ProbeAsync("stream=width,height", path));
    }

    [Theory]
    [InlineData(true, 25, new[] { 10, 13 }, 23)]
    [InlineData(false, 30, new[] { 31 }, 31)]
    [InlineData(true, 60, new[] { 60 }, 30)]
    public async Task Gif_OfSegments_HasItsFrames(bool repeats, int rate, int[] lengths, int frames)
    {
        var format = Films.Format(new(rate, 1));
        var segments = await Films.SegmentsAsync(format, lengths, Cancellation);
        using var folder = new TempFolder();
        var path = folder["film.gif"];
        await new GifEncoder(Films.Processes, Films.Options).WriteAsync(
            Films.Parts(format, segments), repeats, path, Cancellation);

        var probe = await ProbeAsync("stream=nb_read_frames", path);
        Assert.Equal(frames, int.Parse(probe, System.Globalization.CultureInfo.InvariantCulture));
        var hasLoop = (await File.ReadAllBytesAsync(path, Cancellation)).AsSpan().IndexOf("NETSCAPE2.0"u8) > 0;
        Assert.Equal(repeats, hasLoop);
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    private static async Task<string> ProbeAsync(string entries, string path) => (await Tool.RunAsync(
        "ffprobe", "-v", "error", "-count_frames", "-of", "csv=p=0", "-show_entries", entries, path)).Trim();

    private static PlanarImage Flat(int width, int height, byte y, byte u, byte v)
    {
        var image = PlanarImage.Allocate(PixelPool.Shared, width, height, hasAlpha: false);
        image.Y.Fill(y);
        image.U.Fill(u);
        image.V.Fill(v);
        return image;
    }
}

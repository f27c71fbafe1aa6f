using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>Whatever a video's numbers mean, the frames that come out mean the same colours.</summary>
public class VideoColourTests
{
    // Red, green, blue and grey side by side.
    private const string Bars =
        "color=0xC83232:s=64x128:r=10:d=1[r];color=0x32C832:s=64x128:r=10:d=1[g];color=0x3232C8:s=64x128:r=10:d=1[b];"
        + "color=0x969696:s=64x128:r=10:d=1[w];[r][g][b][w]hstack=inputs=4,format=gbrp";

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "bt709.mp4", "scale=out_color_matrix=bt709:out_range=tv",
            "-pix_fmt yuv420p -colorspace bt709 -color_range tv" },
        { "bt601.mp4", "scale=out_color_matrix=bt601:out_range=tv",
            "-pix_fmt yuv420p -colorspace smpte170m -color_range tv" },
        { "pal.mp4", "scale=out_color_matrix=bt601:out_range=tv",
            "-pix_fmt yuv420p -colorspace bt470bg -color_primaries bt470bg" },
        { "untagged-small.mp4", "scale=out_color_matrix=bt601:out_range=tv", "-pix_fmt yuv420p" },
        { "untagged-large.mp4", "scale=1280:720:out_color_matrix=bt709:out_range=tv", "-pix_fmt yuv420p" },
        { "full.mp4", "scale=out_color_matrix=bt709:out_range=pc",
            "-pix_fmt yuvj420p -colorspace bt709 -color_range pc" },
        { "full601.mkv", "scale=out_color_matrix=bt601:out_range=pc",
            "-pix_fmt yuvj420p -colorspace smpte170m -color_range pc" },
        { "444.mp4", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt yuv444p -colorspace bt709" },
        { "422-10.mp4", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt yuv422p10le -colorspace bt709" },
        { "odd.mp4", "scale=255:127:out_color_matrix=bt601:out_range=tv", "-pix_fmt yuv444p -colorspace smpte170m" },
        {
            "bt2020-sdr.mp4",
            "zscale=matrixin=gbr:primariesin=bt709:transferin=bt709:primaries=bt2020:matrix=bt2020nc:"
            + "transfer=bt709:range=tv",
            "-pix_fmt yuv420p10le -colorspace bt2020nc -color_primaries bt2020 -color_trc bt709" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FrameAt_ColoursOfAnyKind_LookTheSame(string name, string conversion, string encoding)
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync(
            ["-filter_complex", $"{Bars},{conversion}", "-c:v", "libx264", "-qp", "4", .. encoding.Split(' '),
                folder[name]]);

        using var frame = await FirstAsync(folder[name]);

        AssertBars(frame);
    }

    [Theory]
    [InlineData("ffv1.mkv", "-c:v ffv1 -pix_fmt bgr0")]
    [InlineData("rgb.mov", "-c:v png -pix_fmt rgb24")]
    [InlineData("rle.mov", "-c:v qtrle -pix_fmt rgb24")]
    [InlineData("x264rgb.mp4", "-c:v libx264rgb -qp 0 -pix_fmt rgb24")]
    public async Task FrameAt_Rgb_LooksTheSame(string name, string encoding)
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync(["-filter_complex", Bars, .. encoding.Split(' '), folder[name]]);

        using var frame = await FirstAsync(folder[name]);

        AssertBars(frame);
    }

    [Theory]
    [InlineData("vp9.webm", "-c:v libvpx-vp9 -pix_fmt yuva420p -b:v 2M")]
    [InlineData("vp8.webm", "-c:v libvpx -pix_fmt yuva420p -b:v 2M -auto-alt-ref 0")]
    [InlineData("prores.mov", "-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le")]
    [InlineData("png.mov", "-c:v png -pix_fmt rgba")]
    [InlineData("rle.mov", "-c:v qtrle -pix_fmt argb")]
    public async Task FrameAt_SourceWithAlpha_KeepsIt(string name, string encoding)
    {
        using var folder = new TempFolder();
        // Left half solid, right half see-through.
        await MediaMaker.FfmpegAsync(
        [
            "-f", "lavfi", "-i",
            "color=0xC83232:s=128x64:r=10:d=1,format=rgba,geq=r=200:g=50:b=50:a='if(lt(X,64),255,0)'",
            .. encoding.Split(' '), folder[name],
        ]);

        var facts = (await Media.ProbeAsync(folder[name])).Value!;
        using var frame = await FirstAsync(folder[name]);

        Assert.True(facts.HasAlpha);
        Assert.True(frame.HasAlpha);
        Assert.InRange(frame.A.Row(32)[20], 250, 255);
        Assert.InRange(frame.A.Row(32)[110], 0, 5);
        AssertNear((200, 50, 50), Media.Mean(frame, 5, 20, 40, 80), 12);
    }

    [Fact]
    public async Task FrameAt_WideSamples_AreSquared()
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=360x288:r=10:d=1,setsar=16/15", "-c:v", "libx264", "-pix_fmt", "yuv420p",
            folder["pal.mp4"]);

        var facts = (await Media.ProbeAsync(folder["pal.mp4"])).Value!;

        Assert.Equal((new FrameSize(384, 288), new FrameSize(360, 288)), (facts.Size, facts.StoredSize));
    }

    [Fact]
    public async Task FrameAt_Interlaced_HasNoCombsAndIsTheSameWhenOpenedAnywhere()
    {
        using var folder = new TempFolder();
        // A bar that moves 8 columns a field leaves combs where fields are woven.
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i",
            "color=black:s=320x240:r=50:d=2,geq=lum='if(between(X,T*400-20,T*400+20),235,16)':cb=128:cr=128",
            "-vf", "tinterlace=interleave_top,setfield=tff",
            "-c:v", "libx264", "-flags", "+ildct+ilme", "-g", "12", "-pix_fmt",
            "yuv420p", folder["fields.mp4"]);

        var request = await Media.RequestAsync(folder["fields.mp4"]);

        Assert.True(request.Facts.IsInterlaced);
        Assert.Equal(50, request.Index.Count);
        var inOrder = new List<byte[]>();
        await using var source = Media.Open(request);
        for (var i = 0; i < request.Index.Count; i++)
        {
            using var frame = await Media.FrameAsync(source, i);
            inOrder.Add(Media.Bytes(frame));
            if (i is > 5 and < 35) Assert.True(Combs(frame) < 400, $"frame {i} has {Combs(frame)} combs");
        }

        foreach (var i in new[] { 13, 24, 30, 49 })
        {
            await using var fresh = Media.Open(request);
            using var frame = await Media.FrameAsync(fresh, i);
            Assert.True(inOrder[i].AsSpan().SequenceEqual(Media.Bytes(frame)), $"frame {i} differs when opened there");
        }
    }

    [Theory]
    [InlineData(DynamicRange.Pq, 0.58, 0.70, 0.85)] // 203 nits, reference white.
    [InlineData(DynamicRange.Pq, 0.75, 0.95, 1.0)]
    [InlineData(DynamicRange.Pq, 0.44, 0.38, 0.60)]
    [InlineData(DynamicRange.Hlg, 0.75, 0.70, 0.85)]
    [InlineData(DynamicRange.Hlg, 1.0, 0.999, 1.0)]
    [InlineData(DynamicRange.Hlg, 0.0, 0.0, 0.001)]
    public void Map_Grey_StaysGreyAndInPlace(DynamicRange range, double code, double least, double most)
    {
        var (red, green, blue) = ToneMapping.Map(range, 1000, code, code, code);

        Assert.InRange(green, least, most);
        Assert.Equal(green, red, 3);
        Assert.Equal(green, blue, 3);
    }

    [Theory]
    [InlineData(DynamicRange.Pq)]
    [InlineData(DynamicRange.Hlg)]
    public void Map_BrighterGrey_IsNeverDarker(DynamicRange range)
    {
        var last = -1.0;
        for (var code = 0; code <= 1000; code++)
        {
            var level = ToneMapping.Map(range, 1000, code / 1000.0, code / 1000.0, code / 1000.0).Green;
            Assert.True(level >= last, $"at {code}");
            Assert.InRange(level, 0, 1);
            last = level;
        }
    }

    private static async Task<PlanarImage> FirstAsync(string path)
    {
        await using var source = Media.Open(await Media.RequestAsync(path));
        return await Media.FrameAsync(source, 0);
    }

    private static void AssertBars(PlanarImage frame)
    {
        AssertNear((200, 50, 50), Media.Mean(frame, 5, 20, 20, 80), 6);
        AssertNear((50, 200, 50), Media.Mean(frame, 30, 20, 45, 80), 6);
        AssertNear((50, 50, 200), Media.Mean(frame, 55, 20, 70, 80), 6);
        AssertNear((150, 150, 150), Media.Mean(frame, 80, 20, 95, 80), 4);
    }

    private static void AssertNear(
        (int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) actual, int tolerance) => Assert.True(
        Math.Abs(expected.Red - actual.Red) <= tolerance && Math.Abs(expected.Green - actual.Green) <= tolerance
            && Math.Abs(expected.Blue - actual.Blue) <= tolerance,
        $"colour {actual}, expected {expected}");

    /// <summary>Places that differ strongly from the rows above and below, which agree.</summary>
    private static int Combs(PlanarImage image)
    {
        var combs = 0;
        for (var y = 1; y < image.Height - 1; y++)
        for (var x = 0; x < image.Width; x++)
        {
            int above = image.Y.Row(y - 1)[x], here = image.Y.Row(y)[x], below = image.Y.Row(y + 1)[x];
            if (Math.Abs(above - below) < 40 && Math.Abs(here - above) > 80) combs++;
        }

        return combs;
    }
}

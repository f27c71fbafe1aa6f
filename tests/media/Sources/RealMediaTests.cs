using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>
/// What real files of phones, cameras and broken uploads give. Skipped, and said so, where they are absent.
/// </summary>
public class RealMediaTests
{
    private const int Tolerance = 14;

    /// <summary>File, size as shown, frames, mean red, green and blue of the middle frame.</summary>
    public static TheoryData<string, int, int, int, int, int, int> Videos => new()
    {
        { "av1_1080x720_1s.mp4", 1080, 720, 30, 152, 147, 148 },
        { "bad_mdat_too_long.mp4", 1080, 720, 30, 152, 147, 148 },
        { "bad_missing_stsd.mp4", 1080, 720, 30, 152, 147, 148 },
        { "bbb_1080p60_vp8_1s.webm", 1920, 1080, 60, 143, 132, 125 },
        { "bbb_642x642_vp9_3s.webm", 642, 642, 90, 154, 153, 168 },
        { "bbb_800x640_h264_bpyramid_4s.mp4", 1138, 640, 120, 154, 153, 168 },
        { "bt601_640x428.mov", 640, 428, 30, 152, 146, 148 },
        { "cam_320x240_60fps_5s.mp4", 320, 240, 300, 121, 118, 121 },
        { "chapters.mp4", 1080, 720, 30, 172, 169, 170 },
        { "derived_odd_427x321_h264_444.mp4", 427, 321, 77, 122, 139, 139 },
        { "dolbyvision_iphone_720p_rot90.mov", 720, 1280, 4, 148, 160, 160 },
        { "emulator_720p_rot270_5s.mp4", 720, 1280, 149, 97, 85, 74 },
        { "h265_metadata_track_rot90.mp4", 1080, 1920, 3, 72, 68, 65 },
        { "hdr10_av1_720x1280.mp4", 720, 1280, 127, 155, 135, 129 },
        { "hdr10_hevc10_1080p.mp4", 1920, 1080, 28, 119, 133, 143 },
        { "hlg_colorchart_1080p.mp4", 1920, 1080, 9, 146, 141, 126 },
        { "iphone_hlg_hevc10_rot90_editlist.mp4", 1080, 1920, 77, 120, 127, 124 },
        { "man_corridor_1080x720_1s.mp4", 1080, 720, 30, 152, 147, 148 },
        { "portrait_720x1080_man_1s.mp4", 720, 1080, 30, 152, 147, 148 },
        { "product_bottles_640x360.mp4", 640, 360, 1189, 154, 150, 142 },
        { "rooftops_640x360_vfr_17s.mp4", 640, 360, 512, 124, 127, 131 },
        { "rotate_and_mirror_720p.mp4", 720, 1080, 30, 152, 147, 148 },
        { "round_watch_518x488_vfr.mp4", 518, 488, 167, 50, 46, 46 },
        { "slowmo_sef_320x240.mp4", 320, 240, 63, 153, 141, 128 },
        { "subs_ass_embedded.mkv", 1080, 720, 30, 152, 147, 148 },
        { "talker_asl_again_640x480.mkv", 640, 480, 77, 122, 139, 140 },
        { "long_1080p_6min_lowbitrate.mp4", 1920, 1080, 10883, 0, 0, 0 },
        { "long_4k60_av1_6min.mp4", 3840, 2160, 21766, 0, 0, 0 },
    };

    [Theory(Skip = SharedData.Absent, SkipWhen = nameof(SharedData.IsAbsent), SkipType = typeof(SharedData))]
    [MemberData(nameof(Videos))]
    public async Task Video_OfTheRealWorld_OpensRight(
        string name, int width, int height, int frames, int red, int green, int blue)
    {
        var request = await Media.RequestAsync(SharedData.File("media/video/" + name), new FrameSize(960, 960));
        Assert.Equal(new FrameSize(width, height), request.Facts.Size);
        Assert.Equal(frames, request.Index.Count);

        await using var source = Media.Open(request);
        // Where the figures were read; long films would take long to their middle.
        using var frame = await Media.FrameAsync(source, Math.Min(frames, 60) / 2);

        Assert.Null(source.Problem);
        Assert.Equal((request.Size.Width, request.Size.Height), (frame.Width, frame.Height));
        AssertNear((red, green, blue), Media.Mean(frame, 0, 0, 100, 100));
    }

    [Theory(Skip = SharedData.Absent, SkipWhen = nameof(SharedData.IsAbsent), SkipType = typeof(SharedData))]
    [InlineData("video/derived_empty.mp4", MediaProblemCode.Empty, "empty")]
    [InlineData("video/derived_text_named.mp4", MediaProblemCode.NotMedia, "text file")]
    [InlineData("video/derived_truncated_60pct.mp4", MediaProblemCode.Truncated, "index (moov) is missing")]
    [InlineData("video/derived_truncated_faststart_60pct.mp4", MediaProblemCode.Truncated, "5.0 s but holds 2.9 s")]
    [InlineData("video/vvc_320x180_unsupported.mp4", MediaProblemCode.UnsupportedCodec, "vvc1")]
    [InlineData("photos/bad_header_1kB.jpg", MediaProblemCode.Truncated, "not whole")]
    [InlineData("photos/bad_truncated_2725x2225.jpg", MediaProblemCode.Truncated, "not whole")]
    [InlineData("photos/bad_truncated_294x240.png", MediaProblemCode.Damaged, "its end is missing")]
    [InlineData("photos/bomb_65536x65536.png", MediaProblemCode.TooLarge, "65536x65536")]
    [InlineData("audio/transcripts.json", MediaProblemCode.NotMedia, "text file")]
    public async Task Media_ThatIsBad_SaysWhy(string name, MediaProblemCode code, string words)
    {
        var path = SharedData.File("media/" + name);

        var problem = await ProblemAsync(path);

        Assert.Equal(code, problem?.Code);
        Assert.Contains(words, problem!.Text);
    }

    /// <summary>File, size as shown, alpha, mean red, green and blue of a part in hundredths.</summary>
    public static TheoryData<string, int, int, bool, int[], int[]> Pictures => new()
    {
        { "alpha_300x300.webp", 300, 300, true, [0, 0, 100, 100], [95, 92, 93] },
        { "alpha_gray16_109x96.png", 109, 96, true, [0, 0, 100, 100], [0, 0, 0] },
        { "alpha_gray8_400x300.png", 400, 300, true, [0, 0, 100, 100], [85, 85, 85] },
        { "bad_exif_425x120.jpg", 425, 120, false, [0, 0, 100, 100], [205, 201, 205] },
        { "bird_576x384_rgba.png", 576, 384, true, [0, 0, 100, 100], [125, 122, 108] },
        { "canoe_346x207.tif", 346, 207, false, [0, 0, 100, 100], [67, 64, 45] },
        { "cielab_400x266.tiff", 400, 266, false, [0, 0, 100, 100], [82, 110, 60] },
        { "cmyk_icc_500x333.jpg", 500, 333, false, [0, 0, 100, 100], [120, 122, 114] },
        { "cosmos_10bit_2048x858.avif", 2048, 858, false, [0, 0, 100, 100], [118, 36, 79] },
        // Orientation 5: the sky is above, the waterfall to the right.
        { "exif5_landscape_1200x1800.jpg", 1800, 1200, false, [0, 0, 100, 20], [135, 159, 197] },
        { "exif6_portrait_1800x1200.jpg", 1200, 1800, false, [0, 0, 100, 100], [143, 154, 161] },
        { "exif6_lamp_canon_2048x1536.jpg", 1536, 2048, false, [0, 0, 100, 100], [104, 84, 29] },
        { "gray_concert_400x267.jpg", 400, 267, false, [0, 0, 100, 100], [36, 36, 36] },
        { "london_1020x768_progressive.jpg", 1020, 768, false, [0, 0, 100, 30], [143, 173, 201] },
        { "park_800x533.gif", 800, 533, false, [0, 0, 100, 100], [127, 136, 114] },
        { "rooftops_3072x4080_ultrahdr.jpg", 3072, 4080, false, [0, 0, 100, 100], [115, 135, 151] },
        { "painting_4032x3024.jpg", 4032, 3024, false, [0, 0, 100, 100], [87, 77, 48] },
    };

    [Theory(Skip = SharedData.Absent, SkipWhen = nameof(SharedData.IsAbsent), SkipType = typeof(SharedData))]
    [MemberData(nameof(Pictures))]
    public async Task Picture_OfTheRealWorld_OpensRight(
        string name, int width, int height, bool hasAlpha, int[] part, int[] colour)
    {
        var path = SharedData.File("media/photos/" + name);
        var facts = await Media.ProbeAsync(path);
        Assert.True(facts.Succeeded, facts.Problem?.Text);
        Assert.Equal((new FrameSize(width, height), hasAlpha), (facts.Value.Size, facts.Value.HasAlpha));

        using var pool = new PixelPool();
        var result = await new PictureDecoder(Media.Processes, Media.Options).DecodeAsync(
            path, facts.Value, new FrameSize(640, 640), pool, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Problem?.Text);
        using var picture = result.Value;

        var expected = WorkingSize.Within(facts.Value.Size, new FrameSize(640, 640));
        Assert.InRange(picture.Width, expected.Width - 1, expected.Width + 1);
        Assert.InRange(picture.Height, expected.Height - 1, expected.Height + 1);
        Assert.Equal(hasAlpha, picture.HasAlpha);
        AssertNear((colour[0], colour[1], colour[2]), Media.Mean(picture, part[0], part[1], part[2], part[3]));
    }

    [Theory(Skip = SharedData.Absent, SkipWhen = nameof(SharedData.IsAbsent), SkipType = typeof(SharedData))]
    [InlineData("photos/anim_10f_370x285.gif", 10, 42_000, 370, 285)]
    [InlineData("photos/anim_10f_370x285.webp", 10, 42_000, 370, 285)]
    [InlineData("video/walkers_face_demographics_walking.gif", 35, 2910, 480, 270)]
    public async Task Animation_OfTheRealWorld_HasItsPicturesAndTimes(
        string name, int pictures, int milliseconds, int width, int height)
    {
        var path = SharedData.File("media/" + name);
        var facts = (await Media.ProbeAsync(path)).Value!;
        Assert.Equal(Framemill.Media.Sources.MediaKind.Animation, facts.Kind);
        using var folder = new TempFolder();
        using var pool = new PixelPool();
        var opened = await new PictureDecoder(Media.Processes, Media.Options).OpenAnimationAsync(
            path, facts, new FrameSize(1920, 1080), pool, folder.Path, TestContext.Current.CancellationToken);
        Assert.True(opened.Succeeded, opened.Problem?.Text);

        var animation = opened.Value;
        Assert.Equal((pictures, new Rational(milliseconds, 1000)), (animation.Index.Count, animation.Index.Duration));
        using (var first = animation.FrameAt(0))
        using (var last = animation.FrameAt(pictures - 1))
        {
            Assert.Equal((width, height), (first.Width, first.Height));
            Assert.NotEqual(Media.Bytes(first), Media.Bytes(last));
        }

        await animation.DisposeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(0, pool.RentedBytes);
    }

    private static async Task<MediaProblem?> ProblemAsync(string path)
    {
        var facts = await Media.ProbeAsync(path);
        if (!facts.Succeeded) return facts.Problem;
        if (facts.Value.HasVideo) return (await Media.IndexAsync(path, facts.Value)).Problem;
        var picture = await new PictureDecoder(Media.Processes, Media.Options).DecodeAsync(
            path, facts.Value, new FrameSize(640, 640), PixelPool.Shared, TestContext.Current.CancellationToken);
        return picture.Problem;
    }

    private static void AssertNear((int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) actual) =>
        Assert.True(
            Math.Abs(expected.Red - actual.Red) <= Tolerance && Math.Abs(expected.Green - actual.Green) <= Tolerance
                && Math.Abs(expected.Blue - actual.Blue) <= Tolerance,
            $"mean colour {actual}, expected about {expected}");
}

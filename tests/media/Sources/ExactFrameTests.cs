using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>
/// Frames carry their numbers as pictures: what is delivered for an index is read from the pixels, whatever the
/// codec, the container or the way there.
/// </summary>
public class ExactFrameTests
{
    private const int Frames = 100;

    public static TheoryData<string, string, string, string> Kinds => new()
    {
        { "b-frames.mp4", "25", "-c:v libx264 -preset veryfast -bf 3 -g 50 -pix_fmt yuv420p", "" },
        { "long-gop.mp4", "30000/1001",
            "-c:v libx264 -preset veryfast -bf 2 -g 1000 -sc_threshold 0 -pix_fmt yuv420p", "" },
        { "open-gop.mp4", "60000/1001",
            "-c:v libx264 -preset veryfast -bf 3 -g 30 -x264-params open-gop=1 -pix_fmt yuv420p", "" },
        { "late.mkv", "30", "-c:v libx264 -preset veryfast -bf 2 -g 25 -pix_fmt yuv420p -output_ts_offset 3.7", "" },
        { "vp9.webm", "30", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 40 -pix_fmt yuv420p", "" },
        { "vp8.webm", "30",
            "-c:v libvpx -deadline realtime -cpu-used 8 -g 40 -auto-alt-ref 1 -lag-in-frames 10 -pix_fmt yuv420p", "" },
        { "transport.ts", "25", "-c:v libx264 -preset veryfast -bf 3 -g 40 -pix_fmt yuv420p", "" },
        { "mpeg2.ts", "25", "-c:v mpeg2video -bf 2 -g 15 -b:v 2M -pix_fmt yuv420p", "" },
        { "hevc.mp4", "24000/1001",
            "-c:v libx265 -preset ultrafast -x265-params keyint=48:bframes=4:log-level=none -pix_fmt yuv420p10le", "" },
        { "av1.mp4", "30", "-c:v libsvtav1 -preset 12 -g 40 -pix_fmt yuv420p", "" },
        { "prores.mov", "25", "-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le", "" },
        { "old.avi", "25", "-c:v mpeg4 -bf 2 -g 30 -b:v 2M -pix_fmt yuv420p", "" },
        { "raw.h264", "25", "-c:v libx264 -preset veryfast -bf 2 -g 25 -pix_fmt yuv420p", "" },
        { "fragmented.mp4", "30",
            "-c:v libx264 -preset veryfast -bf 2 -g 30 -pix_fmt yuv420p -movflags frag_keyframe+empty_moov", "" },
        { "flash.flv", "30", "-c:v libx264 -preset veryfast -bf 2 -g 30 -pix_fmt yuv420p", "" },
        { "broadcast.mpg", "25", "-c:v mpeg2video -bf 2 -g 15 -b:v 2M -pix_fmt yuv420p", "" },
        { "cut.mp4", "30", "-c:v libx264 -preset veryfast -bf 3 -g 60 -pix_fmt yuv420p", "-ss 1.5" },
        { "cut.mov", "60", "-c:v libx264 -preset veryfast -bf 3 -g 45 -pix_fmt yuv420p", "-ss 1.01" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task FrameAt_AnyIndex_IsThatFrameAndTheSameAsInOrder(string name, string rate, string encoding,
        string cut)
    {
        using var folder = new TempFolder();
        await MediaMaker.NumberedVideoAsync(folder[name], Frames, rate, encoding.Split(' '));
        var path = folder[name];
        if (cut.Length > 0)
        {
            // Copied, not encoded: the frames before the cut stay in the file and an edit list hides them.
            path = folder["edit-list-" + name];
            await MediaMaker.FfmpegAsync([.. cut.Split(' '), "-i", folder[name], "-c", "copy", path]);
        }

        var request = await Media.RequestAsync(path);
        var first = await FirstNumberAsync(request);
        if (cut.Length == 0) Assert.Equal((0, Frames), (first, request.Index.Count));
        else Assert.Equal(Frames - first, request.Index.Count);
        Assert.True(cut.Length == 0 || first > 20, $"the cut did not take: first frame {first}");

        var inOrder = new List<byte[]>();
        await using (var source = Media.Open(request))
        {
            for (var i = 0; i < request.Index.Count; i++)
            {
                using var frame = await Media.FrameAsync(source, i);
                Assert.Equal(first + i, Media.Code(frame));
                inOrder.Add(Media.Bytes(frame));
            }

            Assert.Null(source.Problem);
            Assert.Equal(1, source.Starts);
        }

        await using var jumping = Media.Open(request);
        foreach (var i in Jumps(request.Index.Count))
        {
            await using var fresh = Media.Open(request);
            using var opened = await Media.FrameAsync(fresh, i);
            Assert.Equal(first + i, Media.Code(opened));
            Assert.True(inOrder[i].AsSpan().SequenceEqual(Media.Bytes(opened)), $"frame {i} differs when opened there");
            using var jumped = await Media.FrameAsync(jumping, i);
            Assert.Equal(first + i, Media.Code(jumped));
        }
    }

    [Fact]
    public async Task FrameAt_VariableRate_FollowsEachTimestamp()
    {
        using var folder = new TempFolder();
        // Each third frame is left out, the others keep their times.
        await MediaMaker.NumberedVideoAsync(
            folder["vfr.mp4"], Frames, "30",
            "-vf", "select=mod(n\\,3)", "-fps_mode", "vfr", "-c:v", "libx264", "-bf", "2", "-g",
            "30", "-pix_fmt", "yuv420p");

        var request = await Media.RequestAsync(folder["vfr.mp4"]);

        Assert.Equal(66, request.Index.Count);
        Assert.True(request.Index.HasVariableRate);
        await using var source = Media.Open(request);
        var first = request.Index.TimeOf(0) + new Rational(1, 30);
        Assert.Equal(new Rational(1, 30), first);
        for (var film = 0; film < Frames - 2; film++)
        {
            // At each thirtieth of a second: the frame of that number, or the one before where it was left out.
            using var frame = await Media.FrameAsync(source, request.Index.FrameAt(new Rational(film, 30)));
            var number = film + 1;
            Assert.Equal(number % 3 == 0 ? number - 1 : number, Media.Code(frame));
        }

        Assert.Equal(1, source.Starts);
    }

    [Fact]
    public async Task FrameAt_ConstantRateInMillisecondClock_LosesAndDoublesNothing()
    {
        using var folder = new TempFolder();
        await MediaMaker.NumberedVideoAsync(
            folder["ms.mkv"], Frames, "30000/1001", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p");

        var request = await Media.RequestAsync(folder["ms.mkv"]);

        Assert.False(request.Index.HasVariableRate);
        for (var film = 0; film < Frames; film++)
            Assert.Equal(film, request.Index.FrameAt(new Rational(film * 1001, 30000)));
    }

    [Fact]
    public async Task FrameAt_PastTheEndOfWhatCanBeDecoded_HoldsTheLastAndSaysSo()
    {
        using var folder = new TempFolder();
        await MediaMaker.NumberedVideoAsync(
            folder["whole.mkv"], Frames, "30",
            "-c:v", "libx264", "-preset", "veryfast", "-g", "15", "-pix_fmt", "yuv420p");
        var request = await Media.RequestAsync(folder["whole.mkv"]);
        var bytes = await File.ReadAllBytesAsync(folder["whole.mkv"], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            folder["cut.mkv"], bytes[..(bytes.Length * 6 / 10)], TestContext.Current.CancellationToken);

        await using var source = Media.Open(request with { Path = folder["cut.mkv"] });
        using var last = await Media.FrameAsync(source, Frames - 1);

        Assert.InRange(Media.Code(last), 35, 80);
        Assert.Equal(MediaProblemCode.Truncated, source.Problem?.Code);
        Assert.Contains("ends after frame", source.Problem!.Text);
    }

    private static async Task<int> FirstNumberAsync(VideoRequest request)
    {
        await using var source = Media.Open(request);
        using var frame = await Media.FrameAsync(source, 0);
        return Media.Code(frame);
    }

    private static IEnumerable<int> Jumps(int count) =>
        new[] { 0, count - 1, 1, count / 3, count - 2, 47 }.Where(i => i < count);
}

using System.Globalization;
using Framemill.Media.Encoders;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Encoders;

public sealed class FilmAssemblerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, int, int[]> Cases => new()
    {
        { 24000, 1001, [47, 48, 12] },
        { 25, 1, [1, 50, 49, 1] },
        { 30000, 1001, [60, 1, 2, 3, 60] },
        { 30, 1, [61] },
        { 60000, 1001, [1] },
        { 60, 1, [119, 120, 13] },
        { 12, 1, [2, 1, 5] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Assemble_AnyRateAndSegments_HasEveryFrameOnceAndEvenlySpaced(
        int numerator, int denominator, int[] lengths)
    {
        var format = Films.Format(new(numerator, denominator));
        var segments = await Films.SegmentsAsync(format, lengths, Cancellation);
        using var folder = new TempFolder();
        var path = folder["film.mp4"];

        var film = await new FilmAssembler(Films.Options)
            .AssembleAsync(Films.Parts(format, segments), path, Cancellation);

        var frames = lengths.Sum();
        Assert.Equal(frames, film.FrameCount);
        Assert.Equal(Enumerable.Range(0, frames), await Films.NumbersAsync(format, path));
        var times = await PresentationTimesAsync(path);
        Assert.Equal(Enumerable.Range(0, frames).Select(i => (long)i * denominator), times.Order());
        Assert.Equal([Path.GetFileName(path)], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Assemble_AnyFilm_IsTaggedAndStartsWithItsHeader()
    {
        var format = Films.Format(new(30000, 1001));
        var segments = await Films.SegmentsAsync(format, [10, 10], Cancellation);
        using var folder = new TempFolder();
        var path = folder["film.mp4"];
        await new FilmAssembler(Films.Options)
            .AssembleAsync(Films.Parts(format, segments), path, Cancellation);

        var stream = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-of", "default=nk=0:nw=1", "-show_entries",
            "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries,chroma_location,r_frame_rate,"
            + "avg_frame_rate,profile:format_tags=encoder",
            path);
        foreach (var expected in new[]
        {
            "pix_fmt=yuv420p", "color_range=tv", "color_space=bt709", "color_transfer=bt709", "color_primaries=bt709",
            "chroma_location=left", "r_frame_rate=30000/1001", "avg_frame_rate=30000/1001", "profile=High",
            "TAG:encoder=Framemill",
        })
        {
            Assert.Contains(expected, stream, StringComparison.Ordinal);
        }

        var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Cancellation));
        Assert.InRange(
            text.IndexOf("moov", StringComparison.Ordinal), 0, text.IndexOf("mdat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assemble_SegmentsMovedToOtherPlaces_PlayInTheirNewOrder()
    {
        var format = Films.Format(new(25, 1));
        var segments = await Films.SegmentsAsync(format, [10, 20, 5], Cancellation);
        segments.Reverse();
        using var folder = new TempFolder();
        var path = folder["film.mp4"];
        await new FilmAssembler(Films.Options)
            .AssembleAsync(Films.Parts(format, segments), path, Cancellation);

        int[] expected = [.. Enumerable.Range(30, 5), .. Enumerable.Range(10, 20), .. Enumerable.Range(0, 10)];
        Assert.Equal(expected, await Films.NumbersAsync(format, path));
    }

    [Fact]
    public async Task Assemble_SegmentShorterThanPromised_FailsAndLeavesNothing()
    {
        var format = Films.Format(new(25, 1));
        var segments = await Films.SegmentsAsync(format, [10], Cancellation);
        var parts = Films.Parts(format, segments) with
        {
            FrameCount = 11,
            Segments = [FilmSegment.InMemory(11, segments[0].Fragment)],
        };
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<EncodingException>(() =>
            new FilmAssembler(Films.Options).AssembleAsync(parts, folder["film.mp4"], Cancellation));

        Assert.Contains("10 frames of 11", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Assemble_DamagedFragment_FailsWithTheReason()
    {
        var format = Films.Format(new(25, 1));
        var segments = await Films.SegmentsAsync(format, [10], Cancellation);
        var parts = Films.Parts(format, segments) with
        {
            Segments = [FilmSegment.InMemory(10, segments[0].Fragment[..^7])],
        };
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<EncodingException>(() =>
            new FilmAssembler(Films.Options).AssembleAsync(parts, folder["film.mp4"], Cancellation));
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24000, 1001, 48)]
    [InlineData(25, 1, 31)]
    [InlineData(30000, 1001, 61)]
    [InlineData(60, 1, 121)]
    [InlineData(60000, 1001, 7)]
    public async Task Assemble_WithSound_SoundLastsAsLongAndStartsWithThePicture(
        int numerator, int denominator, int frames)
    {
        var format = Films.Format(new(numerator, denominator));
        var segments = await Films.SegmentsAsync(format, [frames], Cancellation);
        using var folder = new TempFolder();
        var sound = await ClickAsync(folder, new Rational(frames * (long)denominator * 48_000, numerator).Round());
        var path = folder["film.mp4"];

        var film = await new FilmAssembler(Films.Options)
            .AssembleAsync(Films.Parts(format, segments, sound), path, Cancellation);

        Assert.InRange(Math.Abs(film.SoundSeconds!.Value - film.VideoSeconds), 0, 1.0 / 48_000);
        Assert.Equal(Enumerable.Range(0, frames), await Films.NumbersAsync(format, path));
        Assert.InRange(await ClickSampleAsync(path), 2400 - 2, 2400 + 2);
        var starts = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", "stream=start_time", path);
        Assert.Equal("0.000000\n0.000000\n", starts);
    }

    /// <summary>The encoded sound of a film with one click, 50 ms after its begin.</summary>
    private static async Task<string> ClickAsync(TempFolder folder, long samples)
    {
        var values = new float[samples * 2];
        values[4800] = values[4801] = 0.9f;
        var bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        var mix = new MixedSound
        {
            Path = folder.Write("mix", bytes),
            SampleCount = samples,
            Loudness = null,
            TruePeak = null,
            LoudnessBefore = null,
            GainDecibels = 0,
            LimiterDecibels = 0,
            DuckedSeconds = 0,
        };
        var encoder = new SoundEncoder(Films.Processes, new());
        return (await encoder.EncodeAsync(mix, folder["sound.m4a"], Cancellation)).Path;
    }

    /// <summary>Where an independent decoder hears the click, in samples from the film's begin.</summary>
    private static async Task<int> ClickSampleAsync(string path)
    {
        var bytes = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", path, "-map", "0:a:0", "-ac", "1", "-f", "s16le", "-");
        int Level(int sample) => Math.Abs((int)BitConverter.ToInt16(bytes, 2 * sample));
        var loudest = 0;
        for (var i = 0; i < bytes.Length / 2; i++)
        {
            if (Level(i) > Level(loudest)) loudest = i;
        }

        return loudest;
    }

    private static async Task<List<long>> PresentationTimesAsync(string path)
    {
        var text = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0", "-show_entries", "packet=pts", path);
        return [.. text.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(value => long.Parse(value, CultureInfo.InvariantCulture))];
    }
}

using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

public class AudioDecoderTests
{
    private const int Rate = AudioDecoder.Rate;

    [Fact]
    public async Task OpenAsync_Mono_IsTheSameLeftAndRightAtFullLevel()
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync("-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*440*t):s=44100:d=2",
            folder["mono.wav"]);

        var sound = await ReadAsync(folder["mono.wav"], new());

        Assert.Equal(2 * Rate, sound.Length / 2);
        Assert.Equal(Level(sound, 0), Level(sound, 1), 6);
        Assert.Equal(0.5 / Math.Sqrt(2), Level(sound, 0), 2);
    }

    [Fact]
    public async Task OpenAsync_Surround_CentreIsOnBothSidesAndNothingClips()
    {
        using var folder = new TempFolder();
        // All six channels at full level: the loudest that can come.
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "aevalsrc=" + string.Join('|', Enumerable.Repeat("sin(2*PI*440*t)", 6))
                + ":c=5.1:s=48000:d=1",
            "-c:a", "pcm_f32le", folder["full.wav"]);
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "aevalsrc=0|0|0.5*sin(2*PI*440*t)|0|0|0:c=5.1:s=48000:d=1", folder["centre.wav"]);
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*440*t)|0|0|0|0|0:c=5.1:s=48000:d=1", folder["left.wav"]);

        var full = await ReadAsync(folder["full.wav"], new());
        var centre = await ReadAsync(folder["centre.wav"], new());
        var left = await ReadAsync(folder["left.wav"], new());

        Assert.InRange(full.Max(Math.Abs), 0.9f, 1.0001f);
        Assert.InRange(Level(centre, 0), 0.05, 0.3);
        Assert.Equal(Level(centre, 0), Level(centre, 1), 6);
        Assert.True(Level(left, 0) > 0.1 && Level(left, 1) < 0.001);
    }

    [Theory]
    [InlineData("wav", "pcm_s16le", 1)]
    [InlineData("wav", "pcm_s16le", 25)]
    [InlineData("flac", "flac", 33)]
    [InlineData("m4a", "aac", 2)]
    [InlineData("m4a", "aac", 31)]
    [InlineData("mp3", "libmp3lame", 29)]
    [InlineData("mkv", "libopus", 27)]
    public async Task OpenAsync_Trimmed_StartsAtTheSample(string kind, string codec, int start)
    {
        using var folder = new TempFolder();
        var path = folder["clicks." + kind];
        // A short burst at each whole second, louder each second: where we are can be read.
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i",
            "aevalsrc=lt(mod(t\\,1)\\,0.01)*(0.1+0.02*floor(t))*sin(2*PI*1000*t):s=48000:d=40", "-c:a",
            codec, "-b:a", "192k", path);

        var sound = await ReadAsync(path, new() { Start = start, Length = new(5, 2) });

        Assert.Equal(Rate * 5 / 2, sound.Length / 2);
        // Lossy codecs ring a little before a burst; a wrong cut would be off by whole packets of 20 ms and more.
        var quiet = sound.Skip(Rate / 2).Take(Rate / 2).Max(Math.Abs);
        Assert.InRange(quiet, 0, 0.03f);
        var first = Level(sound[..(Rate / 50)], 0);
        var second = Level(sound[(2 * Rate)..((2 * Rate) + (Rate / 50))], 0);
        var ratio = (0.1 + (0.02 * (start + 1))) / (0.1 + (0.02 * start));
        Assert.InRange(second / first, ratio * 0.9, ratio * 1.1);
        Assert.InRange(Array.FindIndex(sound, value => Math.Abs(value) > 0.05) / 2, 0, 150);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 5)]
    [InlineData(8, 1)]
    public async Task OpenAsync_OtherSpeed_KeepsPitchAndChangesLength(int above, int below)
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync("-f", "lavfi", "-i", "sine=440:d=8:r=48000", folder["tone.wav"]);
        var speed = new Rational(above, below);

        var sound = await ReadAsync(folder["tone.wav"], new() { Length = 8, Speed = speed });

        var expected = (new Rational(8, 1) / speed).ToDouble();
        Assert.InRange(sound.Length / 2.0 / Rate, expected - 0.1, expected);
        // In the middle: a stretched sound may begin softly.
        var middle = sound[(sound.Length / 4)..(sound.Length * 3 / 4)];
        var crossings = 0;
        for (var i = 2; i < middle.Length; i += 2) crossings += middle[i - 2] < 0 && middle[i] >= 0 ? 1 : 0;
        Assert.InRange(crossings * (double)Rate / (middle.Length / 2), 425, 455);
    }

    [Fact]
    public async Task OpenAsync_SoundBeginsLaterThanPictures_BeginsWithSilence()
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=3",
            "-itsoffset", "1", "-f", "lavfi", "-i", "sine=440:d=2:r=48000",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", folder["late.mkv"]);

        var sound = await ReadAsync(folder["late.mkv"], new());

        Assert.InRange(sound.Length / 2.0 / Rate, 2.95, 3.05);
        Assert.Equal(0, sound.Take(2 * Rate * 95 / 100).Max(Math.Abs));
        Assert.True(Level(sound[(2 * Rate * 11 / 10)..], 0) > 0.05);
    }

    [Fact]
    public async Task OpenAsync_MediaWithoutSound_SaysSo()
    {
        using var folder = new TempFolder();
        await MediaMaker.FfmpegAsync("-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", folder["mute.mp4"]);
        var facts = (await Media.ProbeAsync(folder["mute.mp4"])).Value!;

        var error = await Assert.ThrowsAsync<MediaException>(() => new AudioDecoder(Media.Processes,
            Media.Options).OpenAsync(
            new AudioRequest { Path = folder["mute.mp4"], Facts = facts }, TestContext.Current.CancellationToken));

        Assert.Equal(MediaProblemCode.NoSound, error.Problem.Code);
    }

    private static async Task<float[]> ReadAsync(string path, Part part)
    {
        var facts = await Media.ProbeAsync(path);
        Assert.True(facts.Succeeded, facts.Problem?.Text);
        var request = new AudioRequest
        {
            Path = path, Facts = facts.Value, Start = part.Start, Length = part.Length, Speed = part.Speed,
        };
        var cancellation = TestContext.Current.CancellationToken;
        await using var source = await new AudioDecoder(Media.Processes, Media.Options).OpenAsync(request,
            cancellation);
        var all = new List<float>();
        var buffer = new float[10_000];
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
            all.AddRange(buffer.AsSpan(0, read * 2));
        Assert.Null(source.Problem);
        Assert.Equal(all.Count / 2, source.SamplesRead);
        return [.. all];
    }

    private static double Level(float[] sound, int channel)
    {
        double sum = 0;
        for (var i = channel; i < sound.Length; i += 2) sum += sound[i] * sound[i];
        return Math.Sqrt(sum / (sound.Length / 2.0));
    }

    private sealed record Part
    {
        public Rational Start { get; init; }
        public Rational? Length { get; init; }
        public Rational Speed { get; init; } = Rational.One;
    }
}

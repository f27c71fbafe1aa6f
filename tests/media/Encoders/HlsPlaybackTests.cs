using Framemill.Media.Encoders;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Framemill.Tests.Media.Sound;
using Xunit;

namespace Framemill.Tests.Media.Encoders;

public sealed class HlsPlaybackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30000, 1001, new[] { 60, 60, 17 })]
    [InlineData(25, 1, new[] { 1, 50, 50, 2 })]
    public async Task Playlists_ReadByPlayer_GiveEveryFrameAndTheWholeSound(
        int numerator, int denominator, int[] lengths)
    {
        var format = Films.Format(new(numerator, denominator));
        using var folder = new TempFolder();
        var sound = await WriteFilmAsync(folder, format, lengths, complete: true);
        var master = folder["master.m3u8"];

        var numbers = await Films.NumbersAsync(format, master);
        var pcm = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", master, "-map", "0:a:0", "-ac", "1", "-f", "s16le", "-");
        var starts = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-of", "default=nw=1", "-show_entries", "stream=codec_name,start_time", master);

        Assert.Equal(Enumerable.Range(0, lengths.Sum()), numbers);
        Assert.InRange(pcm.Length / 2, (sound.Seconds * 48_000) - 1, (sound.Seconds * 48_000) + 2048); // Whole packets.
        Assert.Contains("codec_name=h264\nstart_time=0.000000", starts, StringComparison.Ordinal);
        // The encoder lead-in lies before zero, so that the first sample of ours is at zero.
        Assert.Contains("codec_name=aac\nstart_time=-0.021333", starts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Playlists_WhileTheFilmGrows_PlayWhatIsReady()
    {
        var format = Films.Format(new(30, 1));
        using var folder = new TempFolder();
        await WriteFilmAsync(folder, format, [60], complete: false);

        var text = await Tool.RunAsync(
            "ffmpeg", "-v", "error", "-live_start_index", "0", "-t", "1.5", "-i", folder["master.m3u8"],
            "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-");

        Assert.InRange(text.Split('\n').Count(line => line.StartsWith("0,", StringComparison.Ordinal)), 45, 46);
    }

    private static async Task<EncodedSound> WriteFilmAsync(
        TempFolder folder, VideoFormat format, int[] lengths, bool complete)
    {
        var segments = await Films.SegmentsAsync(format, lengths, Cancellation);
        folder.Write("init.mp4", segments[0].Init.ToArray());
        for (var i = 0; i < segments.Count; i++) folder.Write($"{i}.m4s", segments[i].Fragment.ToArray());
        var sound = await WriteSoundAsync(folder, format, lengths.Sum());
        var video = new HlsMedia
        {
            InitUri = "init.mp4",
            Parts = [.. segments.Select((segment, i) =>
                new HlsPart($"{i}.m4s", (format.Rate.FrameDuration * segment.FrameCount).ToDouble()))],
            IsComplete = complete,
        };
        var audio = new HlsMedia
        {
            InitUri = "sound.m4a",
            InitBytes = sound.Init,
            Parts = [.. sound.Fragments.Select(fragment => new HlsPart("sound.m4a", fragment.Seconds, fragment.Bytes))],
            IsComplete = true,
        };
        var master = new HlsMaster
        {
            Video = new("video.m3u8", segments[0].Codec, format.Width, format.Height, format.Rate, 500_000),
            Sound = new("sound.m3u8", sound.Codec, sound.BitsPerSecondPeak),
        };
        await File.WriteAllTextAsync(folder["video.m3u8"], HlsPlaylists.Media(video), Cancellation);
        await File.WriteAllTextAsync(folder["sound.m3u8"], HlsPlaylists.Media(audio), Cancellation);
        await File.WriteAllTextAsync(folder["master.m3u8"], HlsPlaylists.Master(master), Cancellation);
        return sound;
    }

    private static async Task<EncodedSound> WriteSoundAsync(TempFolder folder, VideoFormat format, int frames)
    {
        var sounds = new MemorySounds();
        var samples = (format.Rate.TimeOf(frames) * 48_000).Round();
        var tone = new float[samples * 2];
        for (var i = 0; i < tone.Length; i++) tone[i] = (float)(0.2 * Math.Sin(i / 2 * 0.05));
        var sound = new SoundEvent
        {
            Key = sounds.Add("tone", tone),
            Role = MixRole.Effect,
            StartSample = 0,
            LengthSamples = samples,
            SourceStart = Rational.Zero,
        };
        var plan = new SoundPlan { SampleCount = samples, Events = [sound] };
        var mix = await new SoundMixer(new()).MixAsync(plan, sounds, folder["mix"], Cancellation);
        return await new SoundEncoder(Films.Processes, new()).EncodeAsync(mix, folder["sound.m4a"], Cancellation);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Framemill.Tests.Media.Encoders;
using Xunit;

namespace Framemill.Tests.Media.Sound;

public sealed partial class SoundMixerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly SoundOptions Plain = new() { GainDecibelsMax = 0, LoudnessTarget = -5 };

    [Fact]
    public async Task Mix_Impulse_LandsOnItsSample()
    {
        var sounds = new MemorySounds();
        var source = new float[20_000];
        source[2 * 5_000] = 0.25f;
        var key = sounds.Add("impulse", source);
        using var folder = new TempFolder();
        var plan = Plan(48_000, Event(key, MixRole.Effect, 12_345, 9_000));

        var mix = await new SoundMixer(Plain).MixAsync(plan, sounds, folder["mix"], Cancellation);

        var samples = Read(mix.Path);
        Assert.Equal(2 * 48_000, samples.Length);
        Assert.Equal(0.25f, samples[2 * (12_345 + 5_000)]);
        Assert.Equal(1, samples.Count(value => value != 0));
    }

    [Fact]
    public async Task Mix_Nothing_StaysSilentAndExact()
    {
        using var folder = new TempFolder();
        var mix = await new SoundMixer(new()).MixAsync(
            Plan(80_081), new MemorySounds(), folder["mix"], Cancellation);

        Assert.All(Read(mix.Path), value => Assert.Equal(0, value));
        Assert.Equal(80_081 * 8, new FileInfo(mix.Path).Length);
        Assert.Null(mix.Loudness);
        Assert.Equal(0, mix.GainDecibels);
    }

    [Fact]
    public async Task Mix_SoundCutInItsWave_HasNoClicks()
    {
        var sounds = new MemorySounds();
        var key = sounds.Add("tone", Tone(2, 100, 0.5));
        using var folder = new TempFolder();
        var plan = Plan(
            48_000, Event(key, MixRole.Effect, 10_000, 12_120) with { SourceStart = new Rational(1, 400) });

        var mix = await new SoundMixer(Plain).MixAsync(plan, sounds, folder["mix"], Cancellation);

        var samples = Read(mix.Path);
        var steepest = Enumerable.Range(1, 47_999).Max(i => Math.Abs(samples[2 * i] - samples[(2 * i) - 2]));
        Assert.InRange(steepest, 0.001, 0.012); // The tone's own slope is 0.0065 a sample.
    }

    [Fact]
    public async Task Mix_MusicUnderSpeech_IsSofterBeforeTheFirstWord()
    {
        var sounds = new MemorySounds();
        var music = sounds.Add("music", Tone(10, 220, 0.1));
        var voice = sounds.Add("voice", Tone(2, 3000, 0.2));
        using var folder = new TempFolder();
        var plan = Plan(
            480_000, Event(music, MixRole.Music, 0, 480_000), Event(voice, MixRole.Speech, 192_000, 96_000));

        var mix = await new SoundMixer(Plain).MixAsync(plan, sounds, folder["mix"], Cancellation);

        var samples = Read(mix.Path);
        double Level(double from, double to) => Math.Sqrt(
            Enumerable.Range((int)(from * 48_000), (int)((to - from) * 48_000))
                .Average(i => samples[2 * i] * (double)samples[2 * i]));
        var ducked = 0.1 / Math.Sqrt(2) * Math.Pow(10, -12 / 20.0);
        Assert.Equal(0.1 / Math.Sqrt(2), Level(1, 3.7), 4);
        Assert.Equal(ducked, Level(3.96, 3.995), 3);
        Assert.Equal(ducked, Level(6.02, 6.4), 3);
        Assert.Equal(0.1 / Math.Sqrt(2), Level(7.6, 9), 4);
        Assert.InRange(mix.DuckedSeconds, 2.7, 3.7);
    }

    [Theory]
    [InlineData("french_speech_42s_48k.wav", "music_loop_mika.flac", 30)]
    [InlineData("jfk_11s.flac", "music_ambi_lunar_land.flac", 14)]
    [InlineData("tts_houseplant_27s.mp3", "music_loop_breakbeat.flac", 28)]
    public async Task Mix_SpeechOverMusic_HasItsLoudnessAndPeakAlsoAfterCoding(string speech, string music, int seconds)
    {
        Assert.SkipWhen(SharedData.IsAbsent, SharedData.Absent);
        var sounds = new MemorySounds();
        var voice = await sounds.AddFileAsync(SharedData.File("media/audio/" + speech));
        var bed = await sounds.AddFileAsync(SharedData.File("media/audio/" + music));
        var length = seconds * 48_000;
        var events = Enumerable.Range(0, 20)
            .Select(i => i * sounds.SamplesOf(bed))
            .Select(start => Event(bed, MixRole.Music, start, Math.Min(sounds.SamplesOf(bed), length - start)))
            .Where(sound => sound.LengthSamples > 0)
            .Append(Event(voice, MixRole.Speech, 24_000, Math.Min(sounds.SamplesOf(voice), length - 24_000)));
        using var folder = new TempFolder();
        var mix = await new SoundMixer(new()).MixAsync(
            Plan(length, [.. events]), sounds, folder["mix"], Cancellation);
        var encoded = await new SoundEncoder(Films.Processes, new()).EncodeAsync(
            mix, folder["sound.m4a"], Cancellation);

        var raw = await MeasureAsync("-f", "f32le", "-ar", "48000", "-ac", "2", "-i", mix.Path);
        var coded = await MeasureAsync("-i", encoded.Path);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{speech}: ours {mix.Loudness:0.00} LUFS {mix.TruePeak:0.00} dBTP "
            + $"gain {mix.GainDecibels:0.0} limiter {mix.LimiterDecibels:0.0}; "
            + $"ffmpeg {raw.Loudness} {raw.Peak}; after AAC {coded.Loudness} {coded.Peak}");
        Assert.Equal(-14, raw.Loudness, 0.5);
        Assert.Equal(raw.Loudness, mix.Loudness!.Value, 0.15);
        Assert.Equal(raw.Peak, mix.TruePeak!.Value, 0.3);
        Assert.Equal(-14, coded.Loudness, 0.5);
        Assert.InRange(coded.Peak, -6, -1);
    }

    [Fact]
    public async Task Mix_Twice_GivesSameBytes()
    {
        var sounds = new MemorySounds();
        var music = sounds.Add("music", Tone(5, 220, 0.4));
        var voice = sounds.Add("voice", Tone(2, 997, 0.9));
        using var folder = new TempFolder();
        var plan = Plan(
            240_000, Event(music, MixRole.Music, 0, 240_000), Event(voice, MixRole.Speech, 1_001, 96_000));
        var encoder = new SoundEncoder(Films.Processes, new());

        var one = await new SoundMixer(new()).MixAsync(plan, sounds, folder["one"], Cancellation);
        var two = await new SoundMixer(new()).MixAsync(plan, sounds, folder["two"], Cancellation);
        var oneCoded = await encoder.EncodeAsync(one, folder["one.m4a"], Cancellation);
        var twoCoded = await encoder.EncodeAsync(two, folder["two.m4a"], Cancellation);

        Assert.Equal(
            await File.ReadAllBytesAsync(one.Path, Cancellation), await File.ReadAllBytesAsync(two.Path, Cancellation));
        Assert.Equal(
            await File.ReadAllBytesAsync(oneCoded.Path, Cancellation),
            await File.ReadAllBytesAsync(twoCoded.Path, Cancellation));
    }

    [Fact]
    public async Task Mix_Written_LeavesNothingButItsFile()
    {
        var sounds = new MemorySounds();
        var voice = sounds.Add("voice", Tone(2, 997, 0.9));
        using var folder = new TempFolder();
        var plan = Plan(100_000, Event(voice, MixRole.Speech, 1_001, 96_000));

        var mix = await new SoundMixer(new()).MixAsync(plan, sounds, folder["mix"], Cancellation);

        Assert.Equal([mix.Path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Encode_OfAMix_GivesSameBytesAsFromAFile()
    {
        var sounds = new MemorySounds();
        var voice = sounds.Add("voice", Tone(2, 997, 0.9));
        using var folder = new TempFolder();
        var plan = Plan(100_000, Event(voice, MixRole.Speech, 1_001, 96_000));
        var encoder = new SoundEncoder(Films.Processes, new());

        var mix = await new SoundMixer(new()).MixAsync(plan, sounds, folder["mix"], Cancellation);
        var one = await encoder.EncodeAsync(mix, folder["one.m4a"], Cancellation);
        using var whole = await new SoundMixer(new()).MixAsync(plan, sounds, folder["scratch"], null, Cancellation);
        var two = await encoder.EncodeAsync(plan.SampleCount, whole.WriteAsync, folder["two.m4a"], Cancellation);

        Assert.Equal(
            await File.ReadAllBytesAsync(one.Path, Cancellation), await File.ReadAllBytesAsync(two.Path, Cancellation));
    }

    [Fact]
    public async Task Encode_SoundCannotBeMixed_SaysWhyAndLeavesNothing()
    {
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<IOException>(() => new SoundEncoder(Films.Processes, new()).EncodeAsync(
            48_000, (_, _) => throw new IOException("No room."), folder["sound.m4a"], Cancellation));

        Assert.Equal("No room.", error.Message);
        Assert.False(File.Exists(folder["sound.m4a"]));
    }

    private static SoundPlan Plan(long samples, params SoundEvent[] events) =>
        new() { SampleCount = samples, Events = [.. events.OrderBy(sound => sound.StartSample)] };

    private static SoundEvent Event(AssetKey key, MixRole role, long start, long length) => new()
    {
        Key = key,
        Role = role,
        StartSample = start,
        LengthSamples = length,
        SourceStart = Rational.Zero,
    };

    private static float[] Tone(double seconds, double hertz, double amplitude)
    {
        var samples = new float[(int)(seconds * 48_000) * 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * hertz * (i / 2) / 48_000));
        return samples;
    }

    private static float[] Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var samples = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
        return samples;
    }

    private static async Task<(double Loudness, double Peak)> MeasureAsync(params IEnumerable<string> input)
    {
        var text = await Tool.ErrorsAsync(
            "ffmpeg",
            ["-hide_banner", "-nostats", .. input, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]);
        double Last(Regex pattern) => double.Parse(
            pattern.Matches(text)[^1].Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return (Last(LoudnessLine()), Last(PeakLine()));
    }

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex LoudnessLine();

    [GeneratedRegex(@"Peak:\s+(-?[\d.]+) dBFS")]
    private static partial Regex PeakLine();
}

using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Framemill.Tests.Media.Encoders;
using Xunit;

namespace Framemill.Tests.Media.Sound;

/// <summary>The whole way from files of any kind to the film's sound.</summary>
public sealed class SoundFilmTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mix_DecodedFiles_ArriveInTimeAndTwiceTheSame()
    {
        using var folder = new TempFolder();
        var speech = await new SpeechSynthesizer(Films.Processes, new())
            .SpeakAsync(
                new TextToSpeechAsset { Text = "One, two, three.", Voice = "Amy" }, folder["speech.wav"], Cancellation);
        await Tool.RunAsync(
            "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=frequency=300:duration=6:sample_rate=44100",
            "-ac", "1", folder["music.flac"]);
        var sounds = new Dictionary<AssetKey, SoundMaterial>();
        foreach (var name in new[] { "speech.wav", "music.flac" })
        {
            var facts = await new MediaProbe(Films.Processes, new()).ProbeAsync(folder[name], Cancellation);
            sounds[AssetKey.Source(name)] = new SoundMaterial(folder[name], facts.Value!);
        }

        var plan = new SoundPlan
        {
            SampleCount = 288_000,
            Events =
            [
                Event("music.flac", MixRole.Music, 0, 288_000),
                Event("speech.wav", MixRole.Speech, 96_000, (speech.Duration * 48_000).Round()),
            ],
        };
        var library = new DecodedSounds(new AudioDecoder(Films.Processes, new()), sounds);
        var mix = await new SoundMixer(new()).MixAsync(plan, library, folder["one"], Cancellation);
        await new SoundMixer(new()).MixAsync(plan, library, folder["two"], Cancellation);

        Assert.Equal(
            await File.ReadAllBytesAsync(folder["one"], Cancellation),
            await File.ReadAllBytesAsync(folder["two"], Cancellation));
        Assert.Equal(288_000 * 8, new FileInfo(mix.Path).Length);
        Assert.InRange(mix.Loudness!.Value, -14.3, -13.7);
        Assert.InRange(mix.TruePeak!.Value, -20, -1.9);
        Assert.InRange(mix.DuckedSeconds, speech.Duration.ToDouble() * 0.7, speech.Duration.ToDouble() + 2);
        Assert.Empty(mix.Shortages);
    }

    [Fact]
    public async Task Open_SpokenText_SoundsAsWhenDecoded()
    {
        using var folder = new TempFolder();
        var spoken = await new SpeechSynthesizer(Films.Processes, new()).SpeakAsync(
            new TextToSpeechAsset { Text = "One, two, three.", Voice = "Amy" }, folder["speech.wav"], Cancellation);
        var facts = (await new MediaProbe(Films.Processes, new()).ProbeAsync(spoken.Path, Cancellation)).Value!;
        var decoder = new AudioDecoder(Films.Processes, new());
        var sounds = new Dictionary<AssetKey, SoundMaterial>
        {
            [AssetKey.Source("speech")] = new(spoken.Path, facts),
        };
        var library = new DecodedSounds(decoder, sounds);
        var sound = Event("speech", MixRole.Speech, 0, 48_000) with { SourceStart = new Rational(1, 10) };
        await using var plain = await library.OpenAsync(sound, Cancellation);
        await using var decoded = await decoder.OpenAsync(
            new() { Path = spoken.Path, Facts = facts, Start = sound.SourceStart }, Cancellation);
        var (ours, theirs) = (new float[96_000], new float[96_000]);

        Assert.Equal(48_000, await plain.ReadAsync(ours, Cancellation));
        Assert.Equal(48_000, await decoded.ReadAsync(theirs, Cancellation));
        var level = Math.Sqrt(theirs.Average(value => (double)value * value));
        var difference = Math.Sqrt(ours.Zip(theirs, (one, other) => Math.Pow(one - other, 2)).Average());
        TestContext.Current.TestOutputHelper?.WriteLine($"level {level:0.0000} difference {difference:0.000000}");
        Assert.IsType<PlainSound>(plain);
        Assert.InRange(difference / level, 0, 0.01);
    }

    [Fact]
    public async Task EncodeMp3_Mix_IsAsLongAsTheFilm()
    {
        var sounds = new MemorySounds();
        var tone = new float[96_000];
        for (var i = 0; i < tone.Length; i++) tone[i] = (float)(0.3 * Math.Sin(i / 2 * 0.04));
        sounds.Add("tone", tone);
        using var folder = new TempFolder();
        var plan = new SoundPlan { SampleCount = 48_000, Events = [Event("tone", MixRole.Effect, 0, 48_000)] };
        var mix = await new SoundMixer(new()).MixAsync(plan, sounds, folder["mix"], Cancellation);
        await new SoundEncoder(Films.Processes, new()).EncodeMp3Async(mix, folder["film.mp3"], Cancellation);

        var pcm = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", folder["film.mp3"], "-ac", "1", "-f", "s16le", "-");
        Assert.InRange(pcm.Length / 2, 48_000 - 600, 48_000 + 1200);
    }

    private static SoundEvent Event(string name, MixRole role, long start, long length) => new()
    {
        Key = AssetKey.Source(name),
        Role = role,
        StartSample = start,
        LengthSamples = length,
        SourceStart = Rational.Zero,
    };
}

using System.Globalization;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Framemill.Tests.Media.Encoders;
using Xunit;

namespace Framemill.Tests.Media.Sound;

public sealed class SoundOpeningTests
{
    private const int Rate = 48_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_LongMix_IsHeardWholeAndNearItsLoudness()
    {
        using var folder = new TempFolder();
        var (sounds, plan) = Film(seconds: 45);

        var parts = await OpenAsync(plan, sounds, folder, "one");

        Assert.Equal(45, parts.Sum(part => part.Seconds), 3);
        var path = folder.Write("opening.mp4", Bytes(parts));
        var raw = await Tool.BytesAsync("ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-ar", "48000", "-");
        const int packet = 1024; // ffmpeg decodes the first and the last one whole, whatever the file says.
        Assert.InRange(raw.Length / 8, 45 * Rate, (45 * Rate) + (2 * packet));
        var text = await Tool.ErrorsAsync(
            "ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128", "-f", "null", "-");
        var loudness = text[(text.LastIndexOf("I:", StringComparison.Ordinal) + 2)..].Trim().Split(' ')[0];
        Assert.InRange(double.Parse(loudness, CultureInfo.InvariantCulture), -15.5, -12.5);
    }

    [Fact]
    public async Task Open_TheSameMixTwice_GivesTheSameBytes()
    {
        using var folder = new TempFolder();
        var (sounds, plan) = Film(seconds: 33);

        var one = await OpenAsync(plan, sounds, folder, "one");
        var two = await OpenAsync(plan, sounds, folder, "two");

        Assert.Equal(Bytes(one), Bytes(two));
    }

    [Fact]
    public async Task Open_RestOfTheMixIsHeldUp_TheFirstPartComesAllTheSame()
    {
        using var folder = new TempFolder();
        var (sounds, plan) = Film(seconds: 120);
        var first = new TaskCompletionSource<OpeningPart>(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new HeldSounds(sounds, samplesFree: 20 * Rate, first.Task);

        await OpenAsync(plan, held, folder, "one", first.TrySetResult);

        Assert.InRange((await first.Task).Seconds, 1.9, 2.1);
    }

    [Fact]
    public async Task Open_PartCannotBeStored_FailsWithThatReasonAndDoesNotHang()
    {
        using var folder = new TempFolder();
        var (sounds, plan) = Film(seconds: 60);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => OpenAsync(
            plan, sounds, folder, "one", _ => throw new TimeoutException("No room.")));

        Assert.Equal("No room.", error.Message);
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0, 0)]
    [InlineData(-14, 0, 0)]
    [InlineData(-20, 6, 6)]
    [InlineData(-60, 24, 24)]
    public void Rider_FirstLoudness_SetsTheGain(double loudness, double from, double to) =>
        Assert.Equal((from, to), new GainRider(new()).Next(loudness, 2));

    [Fact]
    public void Rider_LoudnessJumps_FollowsAQuarterDecibelASecond()
    {
        var rider = new GainRider(new());
        rider.Next(-14, 1);

        Assert.Equal((0, -0.5), rider.Next(-4, 2));
        Assert.Equal((-0.5, -0.75), rider.Next(-4, 1));
        Assert.Equal((-0.75, -0.75), rider.Next(double.NegativeInfinity, 1));
    }

    private static byte[] Bytes(List<OpeningPart> parts) =>
        [.. parts[0].Init.Span, .. parts.SelectMany(part => part.Bytes.ToArray())];

    private static (MemorySounds Sounds, SoundPlan Plan) Film(int seconds)
    {
        var sounds = new MemorySounds();
        var tone = new float[seconds * Rate * 2];
        for (var i = 0; i < tone.Length; i++)
        {
            // Louder and softer by turns, as a film is.
            var swell = 0.06 + (0.03 * Math.Sin(i / 2 * 2 * Math.PI / (7 * Rate)));
            tone[i] = (float)(swell * Math.Sin(i / 2 * 0.06));
        }

        var sound = new SoundEvent
        {
            Key = sounds.Add("tone", tone),
            Role = MixRole.Music,
            StartSample = 0,
            LengthSamples = tone.Length / 2,
            SourceStart = Rational.Zero,
        };
        return (sounds, new SoundPlan { SampleCount = tone.Length / 2, Events = [sound] });
    }

    private static async Task<List<OpeningPart>> OpenAsync(
        SoundPlan plan, ISoundLibrary sounds, TempFolder folder, string name,
        Func<OpeningPart, bool>? seen = null)
    {
        var parts = new List<OpeningPart>();
        var encoder = new SoundEncoder(Films.Processes, new());
        await using var opening = await encoder.OpenAsync(plan.SampleCount, (part, _) =>
        {
            parts.Add(part);
            seen?.Invoke(part);
            return Task.CompletedTask;
        }, Cancellation);
        using var mix = await new SoundMixer(new()).MixAsync(
            plan, sounds, folder[name + ".mix"], opening, Cancellation);
        await mix.WriteAsync(Stream.Null, Cancellation);
        return parts;
    }

    /// <summary>Sounds whose later samples come only after something else has happened.</summary>
    private sealed class HeldSounds(ISoundLibrary sounds, long samplesFree, Task until) : ISoundLibrary
    {
        public async Task<ISoundStream> OpenAsync(SoundEvent sound, CancellationToken cancellationToken) =>
            new Held(await sounds.OpenAsync(sound, cancellationToken), samplesFree, until);

        private sealed class Held(ISoundStream inner, long samplesFree, Task until) : ISoundStream
        {
            private long _read;

            public string? Problem => inner.Problem;

            public async ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
            {
                if (_read >= samplesFree) await until.WaitAsync(cancellationToken);
                var samples = await inner.ReadAsync(interleaved, cancellationToken);
                _read += samples;
                return samples;
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}

using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class LoudnessMeterTests
{
    [Theory]
    [InlineData(997, -20, -20.0)] // A stereo tone of 1 kHz at x dBFS per channel is x LUFS.
    [InlineData(997, -40, -40.0)]
    [InlineData(100, -20, -22.0)]
    [InlineData(10_000, -20, -16.7)]
    public void Integrated_Tone_HasTheRecommendedLoudness(double hertz, double decibels, double expected)
    {
        var meter = new LoudnessMeter();
        meter.Add(Signals.Tone(5, hertz, Math.Pow(10, decibels / 20)));

        Assert.Equal(expected, meter.Integrated(), 0.35);
    }

    [Fact]
    public void Integrated_LongPause_DoesNotCount()
    {
        var meter = new LoudnessMeter();
        meter.Add(Signals.Tone(5, 997, 0.1));
        meter.Add(new float[2 * 48_000 * 20]);
        meter.Add(Signals.Tone(5, 997, 0.1));

        Assert.Equal(-20, meter.Integrated(), 0.3);
    }

    [Fact]
    public void Integrated_SoftPartBelowTheRelativeGate_DoesNotCount()
    {
        var meter = new LoudnessMeter();
        meter.Add(Signals.Tone(10, 997, 0.1));
        meter.Add(Signals.Tone(30, 997, 0.001));

        Assert.Equal(-20, meter.Integrated(), 0.3);
    }

    [Fact]
    public void Integrated_SilenceOrTooShort_IsNegativeInfinity()
    {
        var silent = new LoudnessMeter();
        silent.Add(new float[96_000]);
        var brief = new LoudnessMeter();
        brief.Add(Signals.Tone(0.3, 997, 0.5));

        Assert.Equal(double.NegativeInfinity, silent.Integrated());
        Assert.Equal(double.NegativeInfinity, brief.Integrated());
    }

    [Fact]
    public void Add_InPieces_GivesTheSame()
    {
        var signal = Signals.Noise(48_000 * 3, 7, 0.3);
        var whole = new LoudnessMeter();
        whole.Add(signal);
        var pieces = new LoudnessMeter();
        for (var at = 0; at < signal.Length; at += 2 * 777)
            pieces.Add(signal.AsSpan(at, Math.Min(2 * 777, signal.Length - at)));

        Assert.Equal(whole.Integrated(), pieces.Integrated());
    }
}

using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class PeakTests
{
    [Fact]
    public void TruePeak_QuarterRateToneBetweenItsSamples_IsFound()
    {
        var meter = new TruePeakMeter();
        meter.Add(Signals.Tone(1, 12_000, 1, Math.PI / 4)); // Its samples reach 0.707 only.
        meter.Finish();

        Assert.Equal(1, meter.Peak, 0.03);
    }

    [Fact]
    public void Peaks_AnyLength_AgreeWithTheScalarTwin()
    {
        for (var length = 0; length < 70; length++)
        {
            var signal = Signals.Noise((length + (2 * Interpolator.Reach) + 1) / 2, (ulong)length, 1)
                .AsSpan(0, length + (2 * Interpolator.Reach));
            var fast = new float[length];
            var scalar = new float[length];
            Interpolator.Peaks(signal, fast);
            Interpolator.PeaksScalar(signal, scalar);

            Assert.Equal(scalar, fast);
        }
    }

    [Fact]
    public void Limiter_LoudNoise_StaysBelowTheCeiling()
    {
        var limiter = new PeakLimiter(-2);
        var meter = new TruePeakMeter();
        var signal = Signals.Noise(96_000, 11, 1.8);
        for (var at = 0; at < signal.Length; at += 2 * 1000)
        {
            var block = signal.AsSpan(at, 2 * 1000);
            limiter.Next(block);
            meter.Add(block);
        }

        Assert.InRange(meter.Peak, 0.5, Math.Pow(10, -1.9 / 20));
        Assert.InRange(limiter.GainMin, 0.1, 0.8);
    }

    [Fact]
    public void Limiter_BelowTheCeiling_PassesEveryBit()
    {
        var limiter = new PeakLimiter(-2);
        var signal = Signals.Tone(1, 440, 0.5);
        var output = signal.ToArray();
        for (var at = 0; at < output.Length; at += 2 * 960) limiter.Next(output.AsSpan(at, 2 * 960));

        Assert.Equal(signal[..^(2 * PeakLimiter.Delay)], output[(2 * PeakLimiter.Delay)..]);
    }

    [Fact]
    public void Limiter_OnePeak_ComesBackToEveryBit()
    {
        var limiter = new PeakLimiter(-2);
        var signal = Signals.Tone(4, 440, 0.2);
        signal[2 * 4_800] = 3;
        var output = signal.ToArray();
        for (var at = 0; at < output.Length; at += 2 * 960) limiter.Next(output.AsSpan(at, 2 * 960));

        Assert.InRange(Math.Abs(output[2 * (4_800 + PeakLimiter.Delay)]), 0.5, Math.Pow(10, -2 / 20.0));
        var after = 2 * 48_000 * 3;
        Assert.Equal(signal[after..^(2 * PeakLimiter.Delay)], output[(after + (2 * PeakLimiter.Delay))..]);
    }

    [Fact]
    public void SlidingMinimum_Random_AgreesWithLookingAtAll()
    {
        var values = Signals.Noise(500, 3, 1).Select(value => (double)value).ToList();
        var minimum = new SlidingMinimum(17);
        for (var i = 0; i < values.Count; i++)
            Assert.Equal(values.Skip(Math.Max(0, i - 16)).Take(Math.Min(17, i + 1)).Min(), minimum.Next(values[i]));
    }
}

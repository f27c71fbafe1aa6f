using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class SpeechResamplerTests
{
    [Theory]
    [InlineData(22_050, 440)]
    [InlineData(22_050, 9_000)]
    [InlineData(16_000, 3_000)]
    [InlineData(44_100, 15_000)]
    public void Resample_Tone_IsTheSameToneAtTheSameTime(int rate, double hertz)
    {
        var source = new short[rate];
        for (var i = 0; i < source.Length; i++)
            source[i] = (short)Math.Round(16_000 * Math.Sin(2 * Math.PI * hertz * i / rate));
        var output = new float[2 * 4_800];
        new SpeechResampler(rate).Resample(SpeechResampler.Pad(source), 12_000, output);

        for (var i = 0; i < 4_800; i++)
        {
            var expected = 16_000 / 32_768.0 * Math.Sin(2 * Math.PI * hertz * (12_000 + i) / 48_000);
            Assert.Equal(expected, output[2 * i], 0.0005);
            Assert.Equal(output[2 * i], output[(2 * i) + 1]);
        }
    }

    [Fact]
    public void Resample_InPieces_GivesTheSameBits()
    {
        var source = new short[5_000];
        for (var i = 0; i < source.Length; i++) source[i] = (short)((i * 7_919) % 20_000);
        var padded = SpeechResampler.Pad(source);
        var resampler = new SpeechResampler(22_050);
        var whole = new float[2 * resampler.Length(source.Length)];
        resampler.Resample(padded, 0, whole);
        var pieces = new float[whole.Length];
        for (var at = 0; at < pieces.Length; at += 2 * 333)
            resampler.Resample(padded, at / 2, pieces.AsSpan(at, Math.Min(2 * 333, pieces.Length - at)));

        Assert.Equal(whole, pieces);
    }

    [Theory]
    [InlineData(22_050, true)]
    [InlineData(16_000, true)]
    [InlineData(48_000, false)]
    [InlineData(96_000, false)]
    [InlineData(22_051, false)]
    public void Takes_Rate_OnlyWhatNeedsFewPhases(int rate, bool expected) =>
        Assert.Equal(expected, SpeechResampler.Takes(rate));
}

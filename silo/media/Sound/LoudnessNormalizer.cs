using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// Brings a mix to its loudness: pure gain first, the limiter after. What the limiter takes away is found by trials
/// that are only measured; the samples are written once, under the gain that was found.
/// </summary>
internal sealed class LoudnessNormalizer(MixScratch mix, MixLevels levels, SoundOptions options)
{
    private const int BlockSamples = 16 * 1024;

    /// <summary>Peaks this near the ceiling still get trials: the limiter works with rounded numbers.</summary>
    private const double PeakMarginDecibels = 0.01;

    private readonly float[] _block = new float[BlockSamples * SoundFormat.Channels];

    public async Task<MixedSound> RunAsync(Stream target, CancellationToken cancellationToken)
    {
        var search = new GainSearch(levels.Loudness, options);
        while (IsLimited(search.Gain) && search.Next(Try(search.Gain, cancellationToken)))
        {
        }

        return await WriteAsync(search.Gain, target, cancellationToken);
    }

    /// <summary>Without a peak above the ceiling the limiter does nothing, and the loudness is known.</summary>
    private bool IsLimited(double gainDecibels) =>
        SoundFormat.ToDecibels(levels.Peak) + gainDecibels > options.TruePeakCeiling - PeakMarginDecibels;

    private double Try(double gainDecibels, CancellationToken cancellationToken)
    {
        var gain = (float)SoundFormat.FromDecibels(gainDecibels);
        var limiter = new PeakLimiter(options.TruePeakCeiling);
        var loudness = new LoudnessMeter();
        for (long at = 0; at < mix.SampleCount + PeakLimiter.Delay; at += BlockSamples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loudness.Add(_block.AsSpan(Limit(at, gain, limiter)));
        }

        return loudness.Integrated();
    }

    private async Task<MixedSound> WriteAsync(
        double gainDecibels, Stream target, CancellationToken cancellationToken)
    {
        var gain = (float)SoundFormat.FromDecibels(gainDecibels);
        var limiter = new PeakLimiter(options.TruePeakCeiling);
        var loudness = new LoudnessMeter();
        var peak = new TruePeakMeter();
        var bytes = new byte[_block.Length * sizeof(float)];
        for (long at = 0; at < mix.SampleCount + PeakLimiter.Delay; at += BlockSamples)
        {
            var ready = Limit(at, gain, limiter);
            var values = _block.AsSpan(ready);
            loudness.Add(values);
            peak.Add(values);
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
            await target.WriteAsync(bytes.AsMemory(0, values.Length * sizeof(float)), cancellationToken);
        }

        peak.Finish();
        return Describe(gainDecibels, limiter, loudness.Integrated(), peak.Peak);
    }

    /// <summary>
    /// Brings the next block through gain and limiter. Returns where it lies: the limiter's lag is cut off at the
    /// beginning, and zeros after the end push the last samples out.
    /// </summary>
    private Range Limit(long at, float gain, PeakLimiter limiter)
    {
        var samples = (int)Math.Min(BlockSamples, mix.SampleCount + PeakLimiter.Delay - at);
        var values = _block.AsSpan(0, samples * SoundFormat.Channels);
        mix.Read(at, values);
        MixKernels.Scale(values, gain);
        limiter.Next(values);
        var skip = (int)Math.Clamp(PeakLimiter.Delay - at, 0, samples);
        return (skip * SoundFormat.Channels)..values.Length;
    }

    private MixedSound Describe(double gainDecibels, PeakLimiter limiter, double loudness, float peak) => new()
    {
        SampleCount = mix.SampleCount,
        Loudness = double.IsFinite(loudness) ? loudness : null,
        TruePeak = peak > 0 ? SoundFormat.ToDecibels(peak) : null,
        LoudnessBefore = double.IsFinite(levels.Loudness) ? levels.Loudness : null,
        GainDecibels = gainDecibels,
        LimiterDecibels = SoundFormat.ToDecibels(limiter.GainMin),
        DuckedSeconds = 0,
    };
}

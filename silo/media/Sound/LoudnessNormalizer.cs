using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// Brings a mix to its loudness: pure gain first, the limiter after, then measured again. A limiter takes loudness
/// away, so the gain is corrected until the result is right.
/// </summary>
internal static class LoudnessNormalizer
{
    private const int PassesMax = 4;
    private const double ToleranceDecibels = 0.1;
    private const int BlockSamples = 16 * 1024;

    /// <param name="loudness">Of the mix as it is, in LUFS; negative infinity leaves the gain alone.</param>
    public static MixedSound Run(
        string from, string to, double loudness, SoundOptions options, CancellationToken cancellationToken)
    {
        var gain = double.IsFinite(loudness) ? Math.Min(options.LoudnessTarget - loudness, options.GainDecibelsMax) : 0;
        for (var pass = 1; ; pass++)
        {
            var result = Pass(from, to, gain, options, cancellationToken);
            var missing = options.LoudnessTarget - (result.Loudness ?? options.LoudnessTarget);
            var next = Math.Min(gain + missing, options.GainDecibelsMax);
            if (Math.Abs(next - gain) <= ToleranceDecibels || pass == PassesMax)
                return result with { LoudnessBefore = double.IsFinite(loudness) ? loudness : null };
            gain = next;
        }
    }

    private static MixedSound Pass(
        string from, string to, double gainDecibels, SoundOptions options, CancellationToken cancellationToken)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var gain = (float)SoundFormat.FromDecibels(gainDecibels);
        var limiter = new PeakLimiter(options.TruePeakCeiling);
        var loudness = new LoudnessMeter();
        var peak = new TruePeakMeter();
        var block = new float[BlockSamples * SoundFormat.Channels];
        var skip = PeakLimiter.Delay;
        for (var left = (source.Length / SoundFormat.FrameBytes) + PeakLimiter.Delay; left > 0; left -= BlockSamples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var samples = (int)Math.Min(left, BlockSamples);
            var values = block.AsSpan(0, samples * SoundFormat.Channels);
            var read = source.ReadAtLeast(MemoryMarshal.AsBytes(values), values.Length * sizeof(float), false);
            values[(read / sizeof(float))..].Clear(); // After the end come zeros, which push the last samples out.
            MixKernels.Scale(values, gain);
            limiter.Next(values);
            var ready = values[(Math.Min(skip, samples) * SoundFormat.Channels)..];
            skip -= Math.Min(skip, samples);
            loudness.Add(ready);
            peak.Add(ready);
            target.Write(MemoryMarshal.AsBytes(ready));
        }

        peak.Finish();
        var integrated = loudness.Integrated();
        return new MixedSound
        {
            Path = to,
            SampleCount = 0,
            Loudness = double.IsFinite(integrated) ? integrated : null,
            TruePeak = peak.Peak > 0 ? SoundFormat.ToDecibels(peak.Peak) : null,
            LoudnessBefore = null,
            GainDecibels = gainDecibels,
            LimiterDecibels = SoundFormat.ToDecibels(limiter.GainMin),
            DuckedSeconds = 0,
        };
    }
}

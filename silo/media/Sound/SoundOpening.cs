using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// A long film's sound before the film's loudness is known: it goes out while the rest is mixed, a few seconds behind,
/// under a gain that follows what was heard so far. The same mix gives the same bytes.
/// </summary>
internal sealed class SoundOpening(MixScratch mix, SoundOptions options)
{
    private const int StretchSamples = SoundFormat.Rate / 2;

    /// <summary>The loudness of all that was heard takes longer to reckon the more that is.</summary>
    private const int StretchesPerLook = 4;

    private const double StretchSeconds = (double)StretchSamples / SoundFormat.Rate;

    private readonly LoudnessMeter _meter = new();
    private readonly GainRider _rider = new(options);
    private readonly PeakLimiter _limiter = new(options.TruePeakCeiling);
    private readonly float[] _raw = new float[StretchSamples * SoundFormat.Channels];
    private readonly float[] _stretch = new float[StretchSamples * SoundFormat.Channels];
    private double _loudness;
    private long _heard;

    private long LookAhead => (long)(options.OpeningLookAhead.TotalSeconds * SoundFormat.Rate);

    /// <summary>Writes as many samples as the mix will have, as they come.</summary>
    public async Task WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        var end = mix.SampleCount + PeakLimiter.Delay;
        var bytes = new byte[_stretch.Length * sizeof(float)];
        for (long at = 0; at < end; at += StretchSamples)
        {
            await mix.ReachAsync(Math.Min(mix.SampleCount, at + StretchSamples + LookAhead), cancellationToken);
            var values = Next(at, (int)Math.Min(StretchSamples, end - at));
            MemoryMarshal.AsBytes(values.Span).CopyTo(bytes);
            await target.WriteAsync(bytes.AsMemory(0, values.Length * sizeof(float)), cancellationToken);
        }
    }

    /// <summary>
    /// The stretch through gain and limiter. The limiter's lag is cut off at the beginning, and zeros after the end
    /// push the last samples out.
    /// </summary>
    private ReadOnlyMemory<float> Next(long at, int samples)
    {
        Hear(Math.Min(mix.SampleCount, at + samples + LookAhead));
        if (at % (StretchSamples * StretchesPerLook) == 0) _loudness = _meter.Integrated();
        var (from, to) = _rider.Next(_loudness, StretchSeconds);
        var length = samples * SoundFormat.Channels;
        mix.Read(at, _raw.AsSpan(0, length));
        _stretch.AsSpan(0, length).Clear();
        MixKernels.AddRamp(
            _raw.AsSpan(0, length), (float)SoundFormat.FromDecibels(from), (float)SoundFormat.FromDecibels(to),
            _stretch.AsSpan(0, length));
        _limiter.Next(_stretch.AsSpan(0, length));
        var skip = (int)Math.Clamp(PeakLimiter.Delay - at, 0, samples);
        return _stretch.AsMemory(skip * SoundFormat.Channels, length - (skip * SoundFormat.Channels));
    }

    private void Hear(long until)
    {
        while (_heard < until)
        {
            var samples = (int)Math.Min(StretchSamples, until - _heard);
            var values = _raw.AsSpan(0, samples * SoundFormat.Channels);
            mix.Read(_heard, values);
            _meter.Add(values);
            _heard += samples;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Framemill.Media.Sound;

/// <summary>
/// Keeps the true peak of a stereo stream below a ceiling. It looks 5 ms ahead: the gain comes down smoothly before a
/// peak, is low enough when it arrives, and goes back up slowly. What is below the ceiling passes bit by bit.
/// </summary>
internal sealed class PeakLimiter
{
    private const int Window = SoundFormat.Rate / 200;

    /// <summary>Samples by which the output lags behind the input.</summary>
    public const int Delay = Window + PeakScan.Delay;

    private const double ReleaseSeconds = 0.12;
    private const double AlmostOne = 0.99999;

    private readonly float _ceiling;
    private readonly double _release = 1 - Math.Exp(-1 / (ReleaseSeconds * SoundFormat.Rate));
    private readonly PeakScan _scan = new();
    private readonly SlidingMinimum _needed = new(Window + 1);
    private readonly double[] _recent = new double[Window];
    private float[] _delayed = new float[2 * Delay];
    private float[] _peaks = [];
    private double _envelope = 1;
    private double _sum = Window;
    private int _at;
    private int _onesInARow = Window;

    public PeakLimiter(double ceilingDecibels)
    {
        _ceiling = (float)SoundFormat.FromDecibels(ceilingDecibels);
        Array.Fill(_recent, 1);
    }

    /// <summary>The lowest gain that was needed.</summary>
    public double GainMin { get; private set; } = 1;

    /// <summary>Replaces a block by the one <see cref="Delay"/> samples before, limited.</summary>
    public void Next(Span<float> interleaved)
    {
        var samples = interleaved.Length / 2;
        if (_peaks.Length < samples) _peaks = new float[samples];
        if (_delayed.Length < interleaved.Length + (2 * Delay))
            Array.Resize(ref _delayed, interleaved.Length + (2 * Delay));
        interleaved.CopyTo(_delayed.AsSpan(2 * Delay));
        var peaks = _peaks.AsSpan(0, samples);
        _scan.Next(interleaved, _ceiling, peaks);
        _delayed.AsSpan(0, interleaved.Length).CopyTo(interleaved);
        _delayed.AsSpan(interleaved.Length, 2 * Delay).CopyTo(_delayed);
        for (var at = 0; at < samples; at += Window)
        {
            var run = Math.Min(Window, samples - at);
            if (_onesInARow >= Window && MixKernels.Largest(peaks.Slice(at, run)) <= _ceiling) continue;
            Apply(peaks.Slice(at, run), interleaved.Slice(2 * at, 2 * run));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(ReadOnlySpan<float> peaks, Span<float> interleaved)
    {
        for (var i = 0; i < peaks.Length; i++)
        {
            var gain = (float)NextGain(peaks[i]);
            interleaved[2 * i] *= gain;
            interleaved[(2 * i) + 1] *= gain;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double NextGain(float peak)
    {
        var needed = _needed.Next(peak > _ceiling ? _ceiling / peak : 1);
        _envelope = Math.Min(needed, _envelope + ((1 - _envelope) * _release));
        if (_envelope > AlmostOne && needed >= 1) _envelope = 1;
        _sum += _envelope - _recent[_at];
        _recent[_at] = _envelope;
        _at = _at + 1 == Window ? 0 : _at + 1;
        _onesInARow = _envelope == 1 ? _onesInARow + 1 : 0;
        if (_onesInARow >= Window) _sum = Window; // Rounding of the running sum ends here.
        var gain = Math.Min(1, _sum / Window);
        GainMin = Math.Min(GainMin, gain);
        return gain;
    }
}

namespace Framemill.Media.Sound;

/// <summary>
/// True peaks of a stereo stream: the larger of both channels at and right after every sample, a little late.
/// </summary>
internal sealed class PeakScan
{
    /// <summary>Samples by which the peaks lag behind the samples that were added.</summary>
    public const int Delay = Interpolator.Reach;

    private const int History = 2 * Interpolator.Reach;

    /// <summary>Samples that are looked at together before any of them is interpolated.</summary>
    private const int RunSamples = 64;

    private float[] _left = new float[History];
    private float[] _right = new float[History];

    /// <summary>
    /// Adds a block and writes as many peaks as it has samples: those of the samples <see cref="Delay"/> before. What
    /// cannot be above <paramref name="threshold"/> is not worked out and reads zero: that is most of any sound.
    /// </summary>
    public void Next(ReadOnlySpan<float> interleaved, float threshold, Span<float> peaks)
    {
        var samples = interleaved.Length / 2;
        Grow(History + samples);
        MixKernels.Split(interleaved, _left.AsSpan(History, samples), _right.AsSpan(History, samples));
        peaks.Clear();
        var quiet = threshold / Interpolator.Overshoot;
        for (var at = 0; at < samples; at += RunSamples)
        {
            var run = Math.Min(RunSamples, samples - at);
            var left = _left.AsSpan(at, run + History);
            var right = _right.AsSpan(at, run + History);
            if (MixKernels.Largest(left) > quiet) Interpolator.Peaks(left, peaks.Slice(at, run));
            if (MixKernels.Largest(right) > quiet) Interpolator.Peaks(right, peaks.Slice(at, run));
        }

        _left.AsSpan(samples, History).CopyTo(_left);
        _right.AsSpan(samples, History).CopyTo(_right);
    }

    private void Grow(int length)
    {
        if (_left.Length >= length) return;
        Array.Resize(ref _left, length);
        Array.Resize(ref _right, length);
    }
}

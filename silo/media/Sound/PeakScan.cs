namespace Framemill.Media.Sound;

/// <summary>True peaks of a stereo stream: the larger of both channels at and right after every sample, a little late.</summary>
internal sealed class PeakScan
{
    /// <summary>Samples by which the peaks lag behind the samples that were added.</summary>
    public const int Delay = Interpolator.Reach;

    private const int History = 2 * Interpolator.Reach;
    private float[] _left = new float[History];
    private float[] _right = new float[History];

    /// <summary>
    /// Adds a block and writes as many peaks as it has samples: those of the samples <see cref="Delay"/> before.
    /// </summary>
    public void Next(ReadOnlySpan<float> interleaved, Span<float> peaks)
    {
        var samples = interleaved.Length / 2;
        Grow(History + samples);
        MixKernels.Split(interleaved, _left.AsSpan(History, samples), _right.AsSpan(History, samples));
        peaks.Clear();
        Interpolator.Peaks(_left.AsSpan(0, History + samples), peaks);
        Interpolator.Peaks(_right.AsSpan(0, History + samples), peaks);
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

namespace Framemill.Media.Sound;

/// <summary>The highest true peak of a stereo stream (ITU-R BS.1770-4, 4x oversampled).</summary>
internal sealed class TruePeakMeter
{
    private readonly PeakScan _scan = new();
    private float[] _peaks = [];

    /// <summary>As amplitude; 1 is full scale.</summary>
    public float Peak { get; private set; }

    public void Add(ReadOnlySpan<float> interleaved)
    {
        var samples = interleaved.Length / 2;
        if (_peaks.Length < samples) _peaks = new float[samples];
        _scan.Next(interleaved, Peak, _peaks.AsSpan(0, samples));
        Peak = MathF.Max(Peak, MixKernels.Largest(_peaks.AsSpan(0, samples)));
    }

    /// <summary>Lets the last samples through.</summary>
    public void Finish() => Add(new float[2 * SoundFormat.Channels * Interpolator.Reach]);
}

namespace Framemill.Media.Sound;

/// <summary>
/// A sound's loudness over its length: one gain every 10 ms, straight lines between, the last one staying. Pure.
/// </summary>
public sealed class GainEnvelope
{
    private readonly float[] _gains;

    private GainEnvelope(float[] gains) => _gains = gains;

    public bool IsSilent => Array.TrueForAll(_gains, gain => gain == 0);

    internal bool IsConstant => _gains.Length == 1;

    public static GainEnvelope Constant(double gain) => new([(float)gain]);

    /// <summary>Samples a curve at every step of <paramref name="lengthSamples"/>.</summary>
    /// <param name="gainAt">The gain at a moment in seconds.</param>
    public static GainEnvelope Sample(long lengthSamples, Func<double, double> gainAt)
    {
        ArgumentNullException.ThrowIfNull(gainAt);
        var gains = new float[(lengthSamples / SoundFormat.HopSamples) + 2];
        for (var i = 0; i < gains.Length; i++)
            gains[i] = (float)gainAt(i * (double)SoundFormat.HopSamples / SoundFormat.Rate);
        return Array.TrueForAll(gains, gain => gain == gains[0]) ? new([gains[0]]) : new(gains);
    }

    public float At(long sample)
    {
        var (hop, rest) = Math.DivRem(sample, SoundFormat.HopSamples);
        if (hop + 1 >= _gains.Length) return _gains[^1];
        var from = _gains[hop];
        return from + ((_gains[hop + 1] - from) * (rest / (float)SoundFormat.HopSamples));
    }
}

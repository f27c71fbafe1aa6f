namespace Framemill.Media.Sound;

/// <summary>
/// Finds the gain that brings a limited mix to its loudness: a limiter takes loudness away, the more the higher the
/// gain is, so each trial tells how much a further decibel still gives. Pure.
/// </summary>
internal sealed class GainSearch
{
    /// <summary>A trial that missed by less is near enough for a last, small correction that nobody checks.</summary>
    private const double NearDecibels = 0.5;

    private const int TrialsMax = 4;

    /// <summary>Decibels of loudness that a decibel of gain gives under a limiter that works a little.</summary>
    private const double UsualSlope = 0.8;

    private readonly double _target;
    private readonly double _gainMax;
    private double _lastGain;
    private double _lastLoudness;
    private int _trials;

    public GainSearch(double loudness, SoundOptions options)
    {
        _target = options.LoudnessTarget;
        _gainMax = options.GainDecibelsMax;
        Gain = double.IsFinite(loudness) ? Math.Min(_target - loudness, _gainMax) : 0;
    }

    /// <summary>The gain to try, or to take, in dB.</summary>
    public double Gain { get; private set; }

    /// <summary>Takes what came out under <see cref="Gain"/>. False: no further trial is needed.</summary>
    public bool Next(double loudness)
    {
        if (!double.IsFinite(loudness)) return false;
        _trials++;
        var missing = _target - loudness;
        var slope = UsualSlope;
        if (_trials > 1 && Math.Abs(Gain - _lastGain) > 0.01)
            slope = Math.Clamp((loudness - _lastLoudness) / (Gain - _lastGain), 0.25, 1);
        var next = Math.Min(Gain + (missing / slope), _gainMax);
        (_lastGain, _lastLoudness) = (Gain, loudness);
        Gain = next;
        return Math.Abs(missing) > NearDecibels && next != _lastGain && _trials < TrialsMax;
    }
}

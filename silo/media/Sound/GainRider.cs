namespace Framemill.Media.Sound;

/// <summary>
/// The gain of a mix whose end is not known yet: what was heard so far gives it, and it moves so slowly that nobody
/// hears it move. Pure.
/// </summary>
internal sealed class GainRider(SoundOptions options)
{
    /// <summary>Decibels a second.</summary>
    private const double Pace = 0.25;

    private double? _gain;

    /// <summary>Gain at the beginning and at the end of the next stretch, in dB.</summary>
    /// <param name="loudness">Of all that was heard, in LUFS; negative infinity for silence.</param>
    public (double From, double To) Next(double loudness, double seconds)
    {
        if (!double.IsFinite(loudness)) return (_gain ?? 0, _gain ?? 0);
        var wanted = Math.Min(options.LoudnessTarget - loudness, options.GainDecibelsMax);
        var from = _gain ?? wanted; // The first that sounds sets it.
        var reach = Pace * seconds;
        _gain = Math.Clamp(wanted, from - reach, from + reach);
        return (from, _gain.Value);
    }
}

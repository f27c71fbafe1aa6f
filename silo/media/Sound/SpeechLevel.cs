namespace Framemill.Media.Sound;

/// <summary>
/// Brings synthetic voices to one level, so that volume 1 means the same for each of them and stands well over music.
/// Pure.
/// </summary>
internal static class SpeechLevel
{
    /// <summary>Root mean square of the spoken parts: about -17 LUFS.</summary>
    private const double TargetDecibels = -20;

    private const double SilenceDecibels = -45;
    private const double PeakMax = 0.95 * short.MaxValue;

    public static void Normalise(WaveFile wave)
    {
        var window = Math.Max(1, wave.Rate / 20);
        var spoken = wave.Samples.Chunk(window)
            .Select(part => part.Sum(sample => (double)sample * sample) / part.Length)
            .Where(power => Math.Sqrt(power) > short.MaxValue * SoundFormat.FromDecibels(SilenceDecibels))
            .ToList();
        if (spoken.Count == 0) return;
        var gain = Math.Min(
            short.MaxValue * SoundFormat.FromDecibels(TargetDecibels) / Math.Sqrt(spoken.Average()),
            PeakMax / wave.Samples.Max(sample => Math.Abs((double)sample)));
        foreach (ref var sample in wave.Samples.AsSpan()) sample = (short)Math.Round(sample * gain);
    }
}

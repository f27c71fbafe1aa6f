namespace Framemill.Media.Sound;

/// <summary>The one form in which sound is mixed: 48 kHz, stereo, 32-bit float, interleaved.</summary>
internal static class SoundFormat
{
    public const int Rate = 48_000;
    public const int Channels = 2;
    public const int FrameBytes = Channels * sizeof(float);

    /// <summary>Samples of one step of every control that changes slowly: 10 ms.</summary>
    public const int HopSamples = 480;

    /// <summary>Samples that are mixed at a time: 100 ms.</summary>
    public const int BlockSamples = 10 * HopSamples;

    public static double FromDecibels(double decibels) => Math.Pow(10, decibels / 20);

    public static double ToDecibels(double amplitude) =>
        amplitude > 0 ? 20 * Math.Log10(amplitude) : double.NegativeInfinity;
}

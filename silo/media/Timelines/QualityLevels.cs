using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>What each quality means to an encoder.</summary>
public static class QualityLevels
{
    /// <summary>Constant rate factor of H.264: lower is better and larger.</summary>
    public static int Crf(Quality quality) => quality switch
    {
        Quality.VeryLow => 33,
        Quality.Low => 28,
        Quality.Medium => 23,
        Quality.High => 20,
        Quality.VeryHigh => 17,
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };

    /// <summary>Quality of a JPEG, 1 to 100.</summary>
    public static int Jpeg(Quality quality) => quality switch
    {
        Quality.VeryLow => 50,
        Quality.Low => 65,
        Quality.Medium => 82,
        Quality.High => 90,
        Quality.VeryHigh => 96,
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };

    /// <summary>Of stereo sound, in bits per second.</summary>
    public static int SoundBitsPerSecond(Quality quality) => quality switch
    {
        Quality.VeryLow => 96_000,
        Quality.Low => 128_000,
        Quality.Medium => 192_000,
        Quality.High => 256_000,
        Quality.VeryHigh => 320_000,
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}

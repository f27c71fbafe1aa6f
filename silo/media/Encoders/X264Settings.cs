using Framemill.Media.Edits;

namespace Framemill.Media.Encoders;

/// <summary>What a quality means to the encoder.</summary>
/// <param name="Crf">Constant rate factor: lower is better and larger.</param>
internal sealed record X264Settings(string Preset, int Crf)
{
    /// <summary>
    /// Frames by which a frame may be sent before it is shown. Fixed for every quality, so that all segments of a film
    /// share one initialisation part.
    /// </summary>
    public const int ReorderFrames = 2;

    public const int ConsecutiveBFrames = 3;

    public static X264Settings For(Quality quality) => quality switch
    {
        Quality.VeryLow => new("veryfast", 33),
        Quality.Low => new("veryfast", 28),
        Quality.Medium => new("veryfast", 23),
        Quality.High => new("veryfast", 19),
        Quality.VeryHigh => new("faster", 16),
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}

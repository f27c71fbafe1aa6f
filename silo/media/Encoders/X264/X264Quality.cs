using Framemill.Media.Edits;

namespace Framemill.Media.Encoders.X264;

/// <summary>What a quality means to the encoder.</summary>
/// <param name="Crf">Constant rate factor: lower is better and larger.</param>
internal sealed record X264Quality(string Preset, int Crf)
{
    public static X264Quality For(Quality quality) => quality switch
    {
        Quality.VeryLow => new("veryfast", 33),
        Quality.Low => new("veryfast", 28),
        Quality.Medium => new("veryfast", 23),
        Quality.High => new("veryfast", 19),
        Quality.VeryHigh => new("faster", 16),
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}

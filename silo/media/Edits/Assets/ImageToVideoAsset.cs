using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

public sealed record ImageToVideoAsset : Asset
{
    public override AssetKind Kind => AssetKind.ImageToVideo;

    public required string Source { get; init; }

    public string? Prompt { get; init; }

    /// <summary>For example 16:9.</summary>
    public string? AspectRatio { get; init; }

    public Rational Speed { get; init; } = Rational.One;

    public Crop Crop { get; init; } = Crop.None;
}

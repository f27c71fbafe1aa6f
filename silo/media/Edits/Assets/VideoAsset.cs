using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

public sealed record VideoAsset : Asset, ISoundingAsset
{
    public override AssetKind Kind => AssetKind.Video;

    /// <summary>Null when only a prompt was given.</summary>
    public string? Source { get; init; }

    public Generation? Generation { get; init; }

    /// <summary>Seconds left out at the source's beginning.</summary>
    public Rational Trim { get; init; }

    public Tweenable Volume { get; init; } = Tweenable.One;

    public VolumeEffect VolumeEffect { get; init; }

    /// <summary>Source seconds for each second of the clip. Zero stands still.</summary>
    public Rational Speed { get; init; } = Rational.One;

    /// <summary>Where the speed changes instead; null where it stays.</summary>
    public Tweenable? SpeedRamp { get; init; }

    public Crop Crop { get; init; } = Crop.None;

    public ChromaKey? ChromaKey { get; init; }

    /// <summary>The user asks for the source to be brought to a common form first, which happens anyway.</summary>
    public bool Transcode { get; init; }
}

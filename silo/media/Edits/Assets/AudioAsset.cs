using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

public sealed record AudioAsset : Asset, ISoundingAsset
{
    public override AssetKind Kind => AssetKind.Audio;

    public override bool HasPicture => false;

    /// <summary>Null when only a prompt was given.</summary>
    public string? Source { get; init; }

    public Generation? Generation { get; init; }

    /// <summary>Seconds left out at the source's beginning.</summary>
    public Rational Trim { get; init; }

    public Tweenable Volume { get; init; } = Tweenable.One;

    public VolumeEffect VolumeEffect { get; init; }

    /// <summary>Source seconds for each second of the clip.</summary>
    public Rational Speed { get; init; } = Rational.One;
}

using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

public sealed record TextToSpeechAsset : Asset, ISoundingAsset
{
    public override AssetKind Kind => AssetKind.TextToSpeech;

    public override bool HasPicture => false;

    public required string Text { get; init; }

    public required string Voice { get; init; }

    /// <summary>For example en-US; null for the voice's own.</summary>
    public string? Language { get; init; }

    public bool Newscaster { get; init; }

    /// <summary>Seconds left out at the beginning.</summary>
    public Rational Trim { get; init; }

    public Tweenable Volume { get; init; } = Tweenable.One;

    public VolumeEffect VolumeEffect { get; init; }

    public Rational Speed { get; init; } = Rational.One;
}

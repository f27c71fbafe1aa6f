using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>Captions from an SRT or VTT file.</summary>
public sealed record CaptionAsset : Asset
{
    public override AssetKind Kind => AssetKind.Caption;

    /// <summary>An SRT or VTT file, or alias:// and the name of the clip whose speech is written down.</summary>
    public required string Source { get; init; }

    public TextFont Font { get; init; } = new();

    public TextStroke? Stroke { get; init; }

    public TextBackground? Background { get; init; }

    public double? MarginTop { get; init; }

    public double? MarginLeft { get; init; }

    public double? MarginRight { get; init; }

    public Rational Trim { get; init; }

    public Rational Speed { get; init; } = Rational.One;
}

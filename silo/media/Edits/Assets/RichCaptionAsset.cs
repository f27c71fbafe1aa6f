namespace Framemill.Media.Edits;

/// <summary>Captions whose words light up as they are spoken.</summary>
public sealed record RichCaptionAsset : Asset
{
    public override AssetKind Kind => AssetKind.RichCaption;

    /// <summary>An SRT or VTT file, or alias:// and the name of the clip whose speech is written down.</summary>
    public required string Source { get; init; }

    public TextFont Font { get; init; } = new();

    public TextStyle Style { get; init; } = TextStyle.Default;

    public TextStroke? Stroke { get; init; }

    public TextShadow? Shadow { get; init; }

    public TextBackground? Background { get; init; }

    public TextBorder? Border { get; init; }

    public Padding Padding { get; init; } = Padding.None;

    public HorizontalAlign Horizontal { get; init; } = HorizontalAlign.Center;

    public VerticalAlign Vertical { get; init; } = VerticalAlign.Middle;

    public ActiveWord? Active { get; init; }

    public CaptionAnimation Animation { get; init; } = CaptionAnimation.Default;
}

namespace Framemill.Media.Edits;

public sealed record RichTextAsset : Asset
{
    public override AssetKind Kind => AssetKind.RichText;

    public required string Text { get; init; }

    public TextFont Font { get; init; } = new();

    public TextStyle Style { get; init; } = TextStyle.Default;

    public TextStroke? Stroke { get; init; }

    public TextShadow? Shadow { get; init; }

    public TextBackground? Background { get; init; }

    public TextBorder? Border { get; init; }

    public Padding Padding { get; init; } = Padding.None;

    public HorizontalAlign Horizontal { get; init; } = HorizontalAlign.Center;

    public VerticalAlign Vertical { get; init; } = VerticalAlign.Middle;

    public TextAnimation? Animation { get; init; }
}

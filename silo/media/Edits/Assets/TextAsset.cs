namespace Framemill.Media.Edits;

/// <summary>The older text asset.</summary>
public sealed record TextAsset : Asset
{
    public override AssetKind Kind => AssetKind.Text;

    public required string Text { get; init; }

    /// <summary>Of the box in pixels; null for the clip's box.</summary>
    public int? Width { get; init; }

    /// <summary>Of the box in pixels; null for the clip's box.</summary>
    public int? Height { get; init; }

    public TextFont Font { get; init; } = new();

    public TextBackground? Background { get; init; }

    public HorizontalAlign Horizontal { get; init; } = HorizontalAlign.Center;

    public VerticalAlign Vertical { get; init; } = VerticalAlign.Middle;

    public TextStroke? Stroke { get; init; }

    public TextAnimation? Animation { get; init; }

    /// <summary>What stands where text had to be left out; null for nothing.</summary>
    public string? Ellipsis { get; init; }
}

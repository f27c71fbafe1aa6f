namespace Framemill.Media.Edits.Reading;

/// <summary>Reads assets made of text.</summary>
internal static class TextShapes
{
    private const int RichTextMax = 5_000;
    private const double StrokeMax = 10;
    private const double PaddingMax = 100;

    public static Asset Text(Fields fields) => new TextAsset
    {
        Text = fields.Text("text", required: true) ?? "",
        Width = fields.Whole("width"),
        Height = fields.Whole("height"),
        Font = fields.Object("font") is { } font ? Font(font) : new(),
        Background = fields.Object("background") is { } background ? Background(background) : null,
        Horizontal = Alignment(fields, out var vertical),
        Vertical = vertical,
        Stroke = fields.Object("stroke") is { } stroke ? Stroke(stroke) : null,
        Animation = fields.Object("animation") is { } animation ? Animation(animation) : null,
        Ellipsis = fields.Text("ellipsis"),
    };

    public static Asset RichText(Fields fields)
    {
        var font = fields.Object("font");
        var fontStroke = font is null ? null : TextParts.Stroke(font, "stroke");
        var asset = new RichTextAsset
        {
            Text = fields.Text("text", required: true, RichTextMax) ?? "",
            Font = font is null ? new() : TextParts.RichFont(font),
            Style = fields.Object("style") is { } style ? TextParts.Style(style) : TextStyle.Default,
            // The font's own stroke is the older place of the same thing.
            Stroke = TextParts.Stroke(fields, "stroke") ?? fontStroke,
            Shadow = TextParts.Shadow(fields, "shadow"),
            Background = TextParts.Background(fields),
            Border = TextParts.Border(fields),
            Padding = TextParts.Padding(fields),
            Horizontal = TextParts.Align(fields, out var vertical),
            Vertical = vertical,
            Animation = TextParts.Animation(fields),
        };
        font?.Close();
        return asset;
    }

    public static Asset Title(Fields fields) => new TitleAsset
    {
        Text = fields.Text("text", required: true) ?? "",
        Style = fields.Choice("style", EditNames.TitleStyles, TitleStyle.Minimal),
        Size = fields.Choice("size", EditNames.TitleSizes, TitleSize.Medium),
        Color = fields.Color("color") ?? Rgba.White,
        Background = fields.Color("background"),
        Position = fields.Choice("position", EditNames.Positions, Position.Center),
        Offset = fields.Object("offset") is { } offset ? ClipShape.ReadOffset(offset) : Offset.None,
    };

    private static TextFont Font(Fields fields)
    {
        var font = new TextFont
        {
            Family = fields.Text("family"),
            Size = fields.Whole("size"),
            Weight = fields.Whole("weight"),
            Color = fields.Color("color"),
            Opacity = fields.Number("opacity") ?? 1,
            LineHeight = fields.Number("lineHeight"),
        };
        fields.Close();
        return font;
    }

    private static TextBackground Background(Fields fields)
    {
        var background = new TextBackground
        {
            Color = fields.Color("color", strict: true),
            Opacity = fields.Number("opacity", 0, 1) ?? 1,
            Padding = fields.Number("padding", 0, PaddingMax),
            BorderRadius = fields.Number("borderRadius", 0) ?? 0,
            Wrap = fields.Flag("wrap") ?? false,
        };
        if (background.Wrap)
        {
            fields.Problem(
                EditProblemCodes.InvalidValue, "wrap", "Only rich-text and rich-caption assets can wrap a background.");
        }

        fields.Close();
        return background;
    }

    private static HorizontalAlign Alignment(Fields fields, out VerticalAlign vertical)
    {
        var alignment = fields.Object("alignment");
        vertical = alignment?.Choice("vertical", EditNames.TextVerticals, VerticalAlign.Middle) ?? VerticalAlign.Middle;
        var horizontal =
            alignment?.Choice("horizontal", EditNames.Horizontals, HorizontalAlign.Center) ?? HorizontalAlign.Center;
        alignment?.Close();
        return horizontal;
    }

    private static TextStroke Stroke(Fields fields)
    {
        var stroke = new TextStroke
        {
            Width = fields.Number("width", 0, StrokeMax) ?? 0,
            Color = fields.Color("color", strict: true) ?? Rgba.Black,
        };
        fields.Close();
        return stroke;
    }

    private static TextAnimation? Animation(Fields fields)
    {
        var known = fields.Choice("preset", EditNames.TypewriterOnly, out var preset, required: true);
        var duration = fields.Number("duration", TextParts.AnimationSecondsMin, TextParts.AnimationSecondsMax);
        fields.Close();
        return known ? new() { Preset = preset, Duration = duration } : null;
    }
}

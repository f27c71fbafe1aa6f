using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads captions, plain and rich.</summary>
internal static class CaptionShapes
{
    private static readonly Names<string> Nothing = EditNames.Words("none");

    public static Asset Caption(Fields fields)
    {
        var font = fields.Object("font");
        var margin = fields.Object("margin");
        var background = fields.Object("background");
        var asset = new CaptionAsset
        {
            Source = fields.Source("src", aliasAllowed: true) ?? "",
            Font = font is null ? new() : new TextFont
            {
                Family = font.Text("family"),
                Color = font.Color("color"),
                Opacity = font.Number("opacity") ?? 1,
                Size = font.Whole("size"),
                LineHeight = font.Number("lineHeight"),
            },
            Stroke = font is null ? null : Stroke(font),
            Background = background is null ? null : new TextBackground
            {
                Color = background.Color("color"),
                Opacity = background.Number("opacity") ?? 1,
                Padding = background.Whole("padding"),
                BorderRadius = background.Whole("borderRadius") ?? 0,
            },
            MarginTop = margin?.Number("top"),
            MarginLeft = margin?.Number("left"),
            MarginRight = margin?.Number("right"),
            Trim = fields.NearestSeconds("trim") ?? Rational.Zero,
            Speed = fields.Speed(),
        };
        font?.Close();
        margin?.Close();
        background?.Close();
        return asset;
    }

    public static Asset RichCaption(Fields fields)
    {
        var font = fields.Object("font");
        var asset = new RichCaptionAsset
        {
            Source = fields.Source("src", aliasAllowed: true) ?? "",
            Font = font is null ? new() : TextParts.RichFont(font),
            Style = fields.Object("style") is { } style ? TextParts.Style(style, ofCaptions: true) : TextStyle.Default,
            Stroke = TextParts.Stroke(fields, "stroke"),
            Shadow = TextParts.Shadow(fields, "shadow"),
            Background = TextParts.Background(fields),
            Border = TextParts.Border(fields),
            Padding = TextParts.Padding(fields),
            Horizontal = TextParts.Align(fields, out var vertical),
            Vertical = vertical,
            Active = fields.Object("active") is { } active ? Active(active) : null,
            Animation = fields.Object("animation") is { } animation ? Animation(animation) : CaptionAnimation.Default,
        };
        font?.Close();
        return asset;
    }

    private static TextStroke? Stroke(Fields font)
    {
        var color = font.Color("stroke");
        var width = font.Number("strokeWidth");
        return color is null && width is null ? null : new() { Color = color ?? Rgba.Black, Width = width ?? 1 };
    }

    private static ActiveWord Active(Fields fields)
    {
        var font = fields.Object("font");
        var word = new ActiveWord
        {
            Font = font is null ? null : TextParts.ActiveFont(font),
            Decoration = font?.ChoiceOrNull("textDecoration", EditNames.Decorations) ?? TextDecoration.None,
            WithoutStroke = IsNone(fields, "stroke"),
            Stroke = IsText(fields, "stroke") ? null : TextParts.Stroke(fields, "stroke"),
            WithoutShadow = IsNone(fields, "shadow"),
            Shadow = IsText(fields, "shadow") ? null : TextParts.Shadow(fields, "shadow"),
        };
        font?.Close();
        fields.Close();
        return word;
    }

    private static bool IsText(Fields fields, string name) => fields.Take(name) is JsonValue.Text;

    /// <summary>True for the word none; any other word is told of.</summary>
    private static bool IsNone(Fields fields, string name) =>
        IsText(fields, name) && fields.Choice(name, Nothing, out _);

    private static CaptionAnimation Animation(Fields fields)
    {
        fields.Choice("style", EditNames.CaptionAnimations, out var style, required: true);
        var animation = new CaptionAnimation(style, fields.Choice("direction", EditNames.Directions, Direction.Up));
        fields.Close();
        return animation;
    }
}

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads what rich-text and rich-caption assets have in common.</summary>
internal static class TextParts
{
    public const double AnimationSecondsMin = 0.1;
    public const double AnimationSecondsMax = 30;
    private const int FontSizeMax = 500;
    private const int WeightMax = 1_000;
    private const int WrapPaddingMax = 200;
    private const double LineHeightMax = 10;
    private const int StopsMax = 100;

    private static readonly Names<int> Weights = new(
    [
        new("thin", 100),
        new("hairline", 100),
        new("extralight", 200),
        new("ultralight", 200),
        new("light", 300),
        new("normal", 400),
        new("regular", 400),
        new("medium", 500),
        new("semibold", 600),
        new("demibold", 600),
        new("bold", 700),
        new("extrabold", 800),
        new("ultrabold", 800),
        new("black", 900),
        new("heavy", 900),
    ]);

    /// <summary>Leaves the object open: its stroke is read elsewhere.</summary>
    public static TextFont RichFont(Fields fields) => new()
    {
        Family = fields.Text("family"),
        Size = fields.Whole("size", 1, FontSizeMax),
        Weight = Weight(fields),
        Italic = fields.Choice("style", EditNames.FontStyles, false),
        Color = fields.Color("color", strict: true),
        Opacity = fields.Number("opacity", 0, 1) ?? 1,
        Background = fields.Color("background", strict: true),
    };

    /// <summary>The font of the word that is being spoken. Its decoration is read elsewhere.</summary>
    public static TextFont ActiveFont(Fields fields) => new()
    {
        Family = fields.Text("family"),
        Size = fields.Number("size", 1, FontSizeMax),
        Weight = Weight(fields),
        Color = fields.Color("color", strict: true),
        Background = fields.Color("background", strict: true),
        Opacity = fields.Number("opacity", 0, 1) ?? 1,
    };

    public static TextStyle Style(Fields fields, bool ofCaptions = false)
    {
        var style = new TextStyle
        {
            Size = ofCaptions ? fields.Number("size", 1, FontSizeMax) : null,
            LetterSpacing = fields.Number("letterSpacing") ?? 0,
            WordSpacing = ofCaptions ? 0 : fields.Number("wordSpacing", 0) ?? 0,
            LineHeight = fields.Number("lineHeight", 0, LineHeightMax) ?? TextStyle.Default.LineHeight,
            Case = fields.Choice("textTransform", EditNames.TextCases, TextCase.None),
            Decoration = fields.Choice("textDecoration", EditNames.Decorations, TextDecoration.None),
            Gradient = fields.Object("gradient") is { } gradient ? Gradient(gradient) : null,
        };
        fields.Close();
        return style;
    }

    public static TextStroke? Stroke(Fields owner, string name)
    {
        if (owner.Object(name) is not { } fields)
            return null;
        var stroke = new TextStroke
        {
            Width = fields.Number("width", 0) ?? 0,
            Color = fields.Color("color", strict: true) ?? Rgba.Black,
            Opacity = fields.Number("opacity", 0, 1) ?? 1,
        };
        fields.Close();
        return stroke;
    }

    public static TextShadow? Shadow(Fields owner, string name)
    {
        if (owner.Object(name) is not { } fields)
            return null;
        var shadow = new TextShadow
        {
            OffsetX = fields.Number("offsetX") ?? 0,
            OffsetY = fields.Number("offsetY") ?? 0,
            Blur = fields.Number("blur", 0) ?? 0,
            Color = fields.Color("color", strict: true) ?? Rgba.Black,
            Opacity = fields.Number("opacity", 0, 1) ?? 0.5,
        };
        fields.Close();
        return shadow;
    }

    public static TextBackground? Background(Fields owner)
    {
        if (owner.Object("background") is not { } fields)
            return null;
        var background = new TextBackground
        {
            Color = fields.Color("color", strict: true),
            Opacity = fields.Number("opacity", 0, 1) ?? 1,
            BorderRadius = fields.Number("borderRadius", 0) ?? 0,
            Wrap = fields.Flag("wrap") ?? false,
            Padding = fields.Whole("padding", 0, WrapPaddingMax),
        };
        fields.Close();
        return background;
    }

    public static TextBorder? Border(Fields owner)
    {
        if (owner.Object("border") is not { } fields)
            return null;
        var border = new TextBorder
        {
            Width = fields.Number("width", 0) ?? 0,
            Color = fields.Color("color", strict: true) ?? Rgba.Black,
            Opacity = fields.Number("opacity", 0, 1) ?? 1,
            Radius = fields.Number("radius", 0) ?? 0,
        };
        fields.Close();
        return border;
    }

    /// <summary>One number for all sides, or each side's own.</summary>
    public static Padding Padding(Fields owner)
    {
        if (owner.Take("padding") is not { } value)
            return Edits.Padding.None;
        if (value is not JsonValue.Object)
        {
            var all = owner.Number("padding", 0) ?? 0;
            return new(all, all, all, all);
        }

        var fields = owner.Object("padding")!;
        var padding = new Padding(
            fields.Number("top", 0) ?? 0,
            fields.Number("right", 0) ?? 0,
            fields.Number("bottom", 0) ?? 0,
            fields.Number("left", 0) ?? 0);
        fields.Close();
        return padding;
    }

    public static HorizontalAlign Align(Fields owner, out VerticalAlign vertical)
    {
        var align = owner.Object("align");
        vertical = align?.Choice("vertical", EditNames.Verticals, VerticalAlign.Middle) ?? VerticalAlign.Middle;
        var horizontal =
            align?.Choice("horizontal", EditNames.Horizontals, HorizontalAlign.Center) ?? HorizontalAlign.Center;
        align?.Close();
        return horizontal;
    }

    public static TextAnimation? Animation(Fields owner)
    {
        if (owner.Object("animation") is not { } fields)
            return null;
        var known = fields.Choice("preset", EditNames.TextAnimations, out var preset, required: true);
        var duration = fields.Number("duration", AnimationSecondsMin, AnimationSecondsMax);
        var byWord = fields.Choice("style", EditNames.AnimationUnits, false);
        var direction = fields.ChoiceOrNull("direction", EditNames.Directions);
        fields.Close();
        return known ? new() { Preset = preset, Duration = duration, ByWord = byWord, Direction = direction } : null;
    }

    /// <summary>
    /// A number from 1 to 1000, or a word such as bold. The contract takes anything; what is neither is the usual
    /// weight.
    /// </summary>
    private static int? Weight(Fields fields) => fields.Take("weight") switch
    {
        JsonValue.Text text when Weights.TryGet(text.Value.ToLowerInvariant(), out var weight) => weight,
        _ => (int?)fields.NearestNumber("weight", 1, WeightMax),
    };

    private static TextGradient? Gradient(Fields fields)
    {
        var radial = fields.Choice("type", EditNames.Gradients, false);
        var angle = fields.Number("angle", 0, 360) ?? 0;
        var stops = new List<GradientStop>();
        var count = 0;
        foreach (var (value, place) in fields.List("stops", StopsMax, required: true))
        {
            count++;
            if (Fields.Open(fields.Context, value, place) is not { } stop)
                continue;
            var offset = stop.Number("offset", 0, 1, required: true);
            var color = stop.Color("color", strict: true, required: true);
            stop.Close();
            if (offset is { } at && color is { } shown)
                stops.Add(new(at, shown));
        }

        if (count == 1)
            fields.Problem(EditProblemCodes.TooFew, "stops", "A gradient needs at least two stops.");
        fields.Close();
        return stops.Count >= 2 ? new() { Radial = radial, Angle = angle, Stops = stops } : null;
    }
}

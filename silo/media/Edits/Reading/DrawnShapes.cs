namespace Framemill.Media.Edits.Reading;

/// <summary>Reads assets that are drawn from what stands in the edit itself.</summary>
internal static class DrawnShapes
{
    private const int SvgMax = 500_000;
    private const int Html5Max = 1_000_000;
    private const int StyleMax = 500_000;

    public static Asset Shape(Fields fields)
    {
        var fill = fields.Object("fill");
        var stroke = fields.Object("stroke");
        var asset = new ShapeAsset
        {
            Shape = Measures(fields),
            Width = fields.Whole("width"),
            Height = fields.Whole("height"),
            FillColor = fill?.Color("color") ?? Rgba.White,
            FillOpacity = fill?.Number("opacity") ?? 1,
            StrokeColor = stroke?.Color("color") ?? Rgba.Black,
            StrokeWidth = stroke?.Number("width") ?? 0,
        };
        fill?.Close();
        stroke?.Close();
        return asset;
    }

    public static Asset Svg(Fields fields)
    {
        var markup = fields.Text("src", required: true, SvgMax) ?? "";
        if (fields.Has("src") && markup.Length == 0)
            fields.Problem(EditProblemCodes.TooFew, "src", "\"src\" must hold the markup of the drawing.");
        return new SvgAsset(markup);
    }

    public static Asset Html(Fields fields) => new HtmlAsset
    {
        Html = fields.Text("html", required: true, Html5Max) ?? "",
        Css = fields.Text("css", lengthMax: StyleMax),
        Width = fields.Whole("width"),
        Height = fields.Whole("height"),
        Background = fields.Color("background"),
        Position = fields.Choice("position", EditNames.Positions, Position.Center),
    };

    public static Asset Html5(Fields fields) => new Html5Asset
    {
        Html = fields.Text("html", required: true, Html5Max) ?? "",
        Css = fields.Text("css", lengthMax: StyleMax),
        Script = fields.Text("js", lengthMax: StyleMax),
    };

    /// <summary>The contract does not insist on measures: a shape without them has no size.</summary>
    private static Shape Measures(Fields fields)
    {
        fields.Choice("shape", EditNames.Shapes, out var name, required: true);
        Shape? rectangle = null;
        Shape? circle = null;
        Shape? line = null;
        if (fields.Object("rectangle") is { } first)
        {
            rectangle = new Shape.Rectangle(
                first.Whole("width", required: true) ?? 0,
                first.Whole("height", required: true) ?? 0,
                first.Whole("cornerRadius") ?? 0);
            first.Close();
        }

        if (fields.Object("circle") is { } second)
        {
            circle = new Shape.Circle(second.Whole("radius", required: true) ?? 0);
            second.Close();
        }

        if (fields.Object("line") is { } third)
        {
            line = new Shape.Line(
                third.Whole("length", required: true) ?? 0, third.Whole("thickness", required: true) ?? 0);
            third.Close();
        }

        return name switch
        {
            "circle" => circle ?? new Shape.Circle(0),
            "line" => line ?? new Shape.Line(0, 0),
            _ => rectangle ?? new Shape.Rectangle(0, 0, 0),
        };
    }
}

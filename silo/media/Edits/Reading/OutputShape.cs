using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads what is to come out.</summary>
internal static class OutputShape
{
    private const int SideMax = 4096;

    private static readonly (double Written, FrameRate Rate)[] Rates =
    [
        (12, new(12, 1)),
        (15, new(15, 1)),
        (23.976, new(24_000, 1001)),
        (24, new(24, 1)),
        (25, new(25, 1)),
        (29.97, new(30_000, 1001)),
        (30, new(30, 1)),
        (48, new(48, 1)),
        (50, new(50, 1)),
        (59.94, new(60_000, 1001)),
        (60, new(60, 1)),
    ];

    public static Output Read(Fields fields)
    {
        var formatIsKnown = fields.Choice("format", EditNames.Formats, out var format, required: true);
        var size = Size(fields, neededWhole: formatIsKnown && format != OutputFormat.Mp3);
        var resolution = fields.ChoiceOrNull("resolution", EditNames.Resolutions);
        if (formatIsKnown && format != OutputFormat.Mp3 && !fields.Has("resolution") && !fields.Has("size"))
        {
            fields.Context.Problems.Add(
                EditProblemCodes.Missing,
                fields.Place,
                "The output needs a \"resolution\", or a \"size\" with width and height.");
        }

        var output = new Output
        {
            Format = format,
            Resolution = resolution,
            AspectRatio = fields.Choice("aspectRatio", EditNames.AspectRatios, AspectRatio.Landscape),
            Size = size,
            Rate = Rate(fields),
            ScaleTo = fields.ChoiceOrNull("scaleTo", EditNames.Resolutions),
            Quality = fields.Choice("quality", EditNames.Qualities, Quality.Medium),
            Repeat = fields.Flag("repeat") ?? true,
            Mute = fields.Flag("mute") ?? false,
            Range = fields.Object("range") is { } range ? Range(range) : null,
            Poster = fields.Object("poster") is { } poster ? Poster(poster) : null,
            Thumbnail = fields.Object("thumbnail") is { } thumbnail ? Thumbnail(thumbnail) : null,
            Destinations = DestinationShape.ReadAll(fields),
        };
        fields.Close();
        return output;
    }

    /// <param name="neededWhole">Sound has no size, so half of one does no harm there.</param>
    private static FrameSize? Size(Fields fields, bool neededWhole)
    {
        if (fields.Object("size") is not { } size)
            return null;
        var bothGiven = size.Has("width") && size.Has("height");
        var width = size.Whole("width", 1, SideMax);
        var height = size.Whole("height", 1, SideMax);
        if (neededWhole && !bothGiven)
        {
            size.Context.Problems.Add(
                EditProblemCodes.Missing, size.Place, "A size needs both \"width\" and \"height\".");
        }

        size.Close();
        return width is { } w && height is { } h ? new FrameSize(w, h) : null;
    }

    private static FrameRate? Rate(Fields fields)
    {
        // Alone among the numbers, the contract does not take this one as text.
        if (fields.Take("fps") is JsonValue.Text { FromMergeField: false } text
            && MergeTokens.OnlyToken(text.Value) is null)
        {
            fields.Problem(EditProblemCodes.WrongType, "fps", "This must be a number, not text.");
            return null;
        }

        if (fields.Number("fps") is not { } written)
            return null;
        foreach (var (known, rate) in Rates)
        {
            if (known == written)
                return rate;
        }

        fields.Problem(
            EditProblemCodes.InvalidValue,
            "fps",
            "This rate is not offered. Allowed: 12, 15, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60.");
        return null;
    }

    private static FilmRange Range(Fields fields)
    {
        var range = new FilmRange(fields.Seconds("start") ?? Rational.Zero, fields.NearestSeconds("length"));
        fields.Close();
        return range;
    }

    private static Rational? Poster(Fields fields)
    {
        var capture = fields.NearestSeconds("capture", required: true);
        fields.Close();
        return capture;
    }

    private static Thumbnail? Thumbnail(Fields fields)
    {
        var capture = fields.NearestSeconds("capture", required: true);
        var scale = fields.Number("scale", 0, 1, required: true);
        fields.Close();
        return capture is { } moment && scale is { } size ? new(moment, size) : null;
    }
}

using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads a clip.</summary>
internal static class ClipShape
{
    private const int WidthMax = 3840;
    private const int HeightMax = 2160;
    private const double OffsetMax = 10;
    private const double AngleMax = 360;
    private const double SkewMax = 100;

    /// <summary>Stands in for a clip that could not be read at all. No edit that holds it is ever handed out.</summary>
    public static Clip Broken { get; } =
        new() { Asset = AssetShape.Broken, Start = UnknownStart, Length = UnknownLength };

    /// <summary>
    /// A time that could not be read is not guessed at: nothing more is said about this clip's place.
    /// </summary>
    private static ClipStart UnknownStart => new ClipStart.Alias("");

    private static ClipLength UnknownLength => new ClipLength.Alias("");

    public static Clip Read(Fields fields)
    {
        var asset = fields.Object("asset", required: true) is { } found ? AssetShape.Read(found) : null;
        var transition = fields.Object("transition");
        var clip = new Clip
        {
            Id = fields.Text("id"),
            Alias = Alias(fields),
            Asset = asset ?? AssetShape.Broken,
            Start = Start(fields) ?? UnknownStart,
            Length = Length(fields) ?? UnknownLength,
            Fit = fields.ChoiceOrNull("fit", EditNames.Fits),
            Scale = fields.Tweens("scale", Tweenable.One),
            Width = fields.Number("width", 1, WidthMax),
            Height = fields.Number("height", 1, HeightMax),
            Position = fields.Choice("position", EditNames.Positions, Position.Center),
            Offset = fields.Object("offset") is { } offset ? ReadOffset(offset) : Offset.None,
            TransitionIn = transition?.Choice("in", EditNames.Transitions, default) ?? default,
            TransitionOut = transition?.Choice("out", EditNames.Transitions, default) ?? default,
            Effect = fields.Choice("effect", EditNames.Effects, default),
            Filter = fields.Choice("filter", EditNames.Filters, Filter.None),
            Look = fields.Object("look") is { } look ? ReadLook(look) : null,
            Opacity = fields.Tweens("opacity", Tweenable.One),
            Transform = fields.Object("transform") is { } transform ? ReadTransform(transform) : Transform.None,
        };
        transition?.Close();
        if (clip.Look is not null && clip.Asset is not (VideoAsset or ImageAsset) && asset is not null)
            fields.Problem(EditProblemCodes.InvalidValue, "look", "A look changes images and videos only.");
        fields.Close();
        return clip;
    }

    private static ClipLook? ReadLook(Fields fields)
    {
        var source = fields.Source("lut");
        var strength = fields.Number("strength", 0, 1) ?? 1;
        fields.Close();
        return source is null ? null : new(source, strength);
    }

    public static Offset ReadOffset(Fields fields)
    {
        var offset = new Offset(
            fields.Tweens("x", Tweenable.Zero, -OffsetMax, OffsetMax),
            fields.Tweens("y", Tweenable.Zero, -OffsetMax, OffsetMax));
        fields.Close();
        return offset;
    }

    private static string? Alias(Fields fields)
    {
        if (fields.Text("alias") is not { } alias)
            return null;
        if (ClipAlias.IsName(alias))
            return alias;
        if (fields.IsTokenLeft("alias", alias))
            return null;
        fields.Problem(
            EditProblemCodes.InvalidValue, "alias", "An alias is made of letters, digits, hyphens and underscores.");
        return null;
    }

    private static ClipStart? Start(Fields fields)
    {
        switch (fields.Take("start", required: true))
        {
            case null:
                return null;
            case JsonValue.Text { Value: "auto" }:
                return new ClipStart.Auto();
            case JsonValue.Text text when ClipAlias.NameIn(text.Value) is { } name:
                return new ClipStart.Alias(name);
            case JsonValue.Text text when IsWord(text.Value):
                fields.Problem(
                    EditProblemCodes.InvalidValue, "start", "\"start\" must be seconds, \"auto\" or \"alias://name\".");
                return null;
            case var value:
                return fields.Seconds(value, fields.Place.Member("start")) is { } seconds
                    ? new ClipStart.Seconds(seconds)
                    : null;
        }
    }

    private static ClipLength? Length(Fields fields)
    {
        switch (fields.Take("length", required: true))
        {
            case null:
                return null;
            case JsonValue.Text { Value: "auto" }:
                return new ClipLength.Auto();
            case JsonValue.Text { Value: "end" }:
                return new ClipLength.End();
            case JsonValue.Text text when ClipAlias.NameIn(text.Value) is { } name:
                return new ClipLength.Alias(name);
            case JsonValue.Text text when IsWord(text.Value):
                fields.Problem(
                    EditProblemCodes.InvalidValue,
                    "length",
                    "\"length\" must be seconds, \"auto\", \"end\" or \"alias://name\".");
                return null;
            case var value:
                return fields.Seconds(value, fields.Place.Member("length")) is { } seconds
                    ? new ClipLength.Seconds(seconds)
                    : null;
        }
    }

    /// <summary>Text that was meant as a word, rather than a number or a merge field written as text.</summary>
    private static bool IsWord(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]);

    private static Transform ReadTransform(Fields fields)
    {
        var rotate = fields.Object("rotate");
        var skew = fields.Object("skew");
        var flip = fields.Object("flip");
        var transform = new Transform
        {
            Angle = rotate?.Tweens("angle", Tweenable.Zero, -AngleMax, AngleMax) ?? Tweenable.Zero,
            SkewX = skew?.Tweens("x", Tweenable.Zero, -SkewMax, SkewMax) ?? Tweenable.Zero,
            SkewY = skew?.Tweens("y", Tweenable.Zero, -SkewMax, SkewMax) ?? Tweenable.Zero,
            FlipHorizontal = flip?.Flag("horizontal") ?? false,
            FlipVertical = flip?.Flag("vertical") ?? false,
        };
        rotate?.Close();
        skew?.Close();
        flip?.Close();
        fields.Close();
        return transform;
    }
}

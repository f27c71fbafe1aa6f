using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads assets that are seen or heard rather than read: from files, voices and models.</summary>
internal static class MediaShapes
{
    private const int PromptMax = 4_000;
    private const int ChromaMax = 250;

    public static Asset Video(Fields fields) => new VideoAsset
    {
        Generation = Generation(fields, out var promptGiven),
        Source = MediaSource(fields, promptGiven),
        Trim = fields.NearestSeconds("trim") ?? Rational.Zero,
        Volume = fields.Tweens("volume", Tweenable.One, 0, 1),
        VolumeEffect = fields.Choice("volumeEffect", EditNames.VolumeEffects, VolumeEffect.None),
        Speed = fields.SpeedOrRamp(out var ramp),
        SpeedRamp = ramp,
        Crop = Crop(fields),
        ChromaKey = fields.Object("chromaKey") is { } key ? ChromaKey(key) : null,
        Transcode = fields.Flag("transcode") ?? false,
    };

    public static Asset Image(Fields fields) => new ImageAsset
    {
        Generation = Generation(fields, out var promptGiven),
        Source = MediaSource(fields, promptGiven),
        Crop = Crop(fields),
    };

    public static Asset Audio(Fields fields) => new AudioAsset
    {
        Generation = Generation(fields, out var promptGiven),
        Source = MediaSource(fields, promptGiven),
        Trim = fields.NearestSeconds("trim") ?? Rational.Zero,
        Volume = fields.Tweens("volume", Tweenable.One, 0, 1),
        VolumeEffect = fields.Choice("effect", EditNames.VolumeEffects, VolumeEffect.None),
        Speed = fields.Speed(),
    };

    public static Asset Luma(Fields fields) => new LumaAsset
    {
        Source = fields.Source("src") ?? "",
        Trim = fields.NearestSeconds("trim") ?? Rational.Zero,
    };

    public static Asset TextToSpeech(Fields fields) => new TextToSpeechAsset
    {
        Text = fields.Text("text", required: true) ?? "",
        Voice = fields.Text("voice", required: true) ?? "",
        Language = fields.Text("language"),
        Newscaster = fields.Flag("newscaster") ?? false,
        Trim = fields.NearestSeconds("trim") ?? Rational.Zero,
        Volume = fields.Tweens("volume", Tweenable.One, 0, 1),
        VolumeEffect = fields.Choice("effect", EditNames.VolumeEffects, VolumeEffect.None),
        Speed = fields.Speed(),
    };

    public static Asset TextToImage(Fields fields) => new TextToImageAsset
    {
        Prompt = fields.Text("prompt", required: true) ?? "",
        Width = fields.Whole("width"),
        Height = fields.Whole("height"),
        Crop = Crop(fields),
    };

    public static Asset ImageToVideo(Fields fields) => new ImageToVideoAsset
    {
        Source = fields.Source("src") ?? "",
        Prompt = fields.Text("prompt"),
        AspectRatio = fields.Choice("aspectRatio", EditNames.GeneratedAspectRatios, out var ratio) ? ratio : null,
        Speed = fields.Speed(),
        Crop = Crop(fields),
    };

    private static Generation? Generation(Fields fields, out bool promptGiven)
    {
        var prompt = fields.Text("prompt", lengthMax: PromptMax);
        var model = fields.Text("model");
        var options = fields.AnyObject("options");

        // A prompt that was wrong has been told of: the missing source need not be told of as well.
        promptGiven = fields.Has("prompt") && !string.IsNullOrWhiteSpace(prompt ?? "?");
        return string.IsNullOrWhiteSpace(prompt) ? null : new() { Prompt = prompt, Model = model, Options = options };
    }

    private static string? MediaSource(Fields fields, bool promptGiven)
    {
        if (fields.Has("src") || promptGiven)
            return fields.Source("src", required: false);
        fields.Take("src");
        fields.Problem(EditProblemCodes.Missing, "src", "The asset needs a \"src\", or a \"prompt\" to be made from.");
        return null;
    }

    private static Crop Crop(Fields fields)
    {
        if (fields.Object("crop") is not { } sides)
            return Edits.Crop.None;
        var crop = new Crop
        {
            Top = sides.Number("top", 0, 1) ?? 0,
            Bottom = sides.Number("bottom", 0, 1) ?? 0,
            Left = sides.Number("left", 0, 1) ?? 0,
            Right = sides.Number("right", 0, 1) ?? 0,
        };
        sides.Close();
        return crop;
    }

    private static ChromaKey? ChromaKey(Fields fields)
    {
        var color = fields.Color("color", strict: true, required: true);
        var threshold = fields.Whole("threshold", 0, ChromaMax);
        var halo = fields.Whole("halo", 0, ChromaMax);
        fields.Close();
        return color is { } key ? new() { Color = key, Threshold = threshold ?? 0, Halo = halo ?? 0 } : null;
    }
}

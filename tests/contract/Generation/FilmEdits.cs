using System.Globalization;
using System.Text.Json.Nodes;
using Framemill.Testing;

namespace Framemill.Tests.Contract.Generation;

/// <summary>Makes small edits that a server can render at once: every kind of clip, every way to move it.</summary>
/// <param name="media">Where <see cref="FilmMedia"/> lies, as a URL.</param>
/// <param name="words">The contract's lists of words by the name of their type, from the vendor's schema.</param>
internal sealed class FilmEdits(string media, Func<string, string, string[]> words, SeededRandom random)
{
    private static readonly double[] Rates = [12, 15, 23.976, 24, 25, 29.97, 30];
    private static readonly string[] Bright = ["#ffcc00", "#ff8080", "#80ff80", "#a0c0ff", "#ffffff"];

    private static readonly string[] Texts =
        ["Hello", "Größe ✓", "مرحبا", "สวัสดี", "👩‍👩‍👧 ok", "two\nlines", "a & <b>", "ABC def 123"];

    public FilmEdit Make()
    {
        var rate = random.Pick(Rates);
        var seconds = random.Between(200, 1_000) / 1_000.0;
        var tracks = new JsonArray();
        for (var i = random.Between(0, 2); i > 0; i--) tracks.Add(Track(Overlay(seconds)));
        var isCovered = tracks.Count == 0 || random.Chance(60);
        if (random.Chance(10))
        {
            var (matte, masked) = (Asset("luma", "clip.mp4"), Asset("image", "picture.jpg"));
            tracks.Add(Track(Clip(matte, 0, seconds, isMoving: false), Clip(masked, 0, seconds, isMoving: false)));
        }

        if (isCovered) tracks.Add(Track(Cover(seconds)));
        else tracks.Add(Track(Clip(Visible(), 0, seconds, isMoving: true)));
        var format = random.Below(20) switch { 0 => "gif", 1 => "png", 2 => "jpg", 3 => "mp3", _ => "mp4" };
        if (format == "mp3") tracks.Add(Track(Clip(Sound(), 0, seconds, isMoving: false)));
        var output = new JsonObject { ["format"] = format, ["fps"] = rate, ["quality"] = Word("Output", "quality") };
        if (format != "mp3")
        {
            output["size"] = new JsonObject
            {
                ["width"] = random.Between(16, 64) * 2, ["height"] = random.Between(16, 48) * 2,
            };
        }

        if (format != "mp3" && random.Chance(10)) output["mute"] = true;
        if (random.Chance(10)) output["poster"] = new JsonObject { ["capture"] = 0.1 };
        var timeline = new JsonObject { ["tracks"] = tracks };
        if (random.Chance(30)) timeline["background"] = random.Pick(Bright);
        if (random.Chance(10)) timeline["soundtrack"] = new JsonObject { ["src"] = $"{media}/sound.mp3" };
        var edit = new JsonObject { ["timeline"] = timeline, ["output"] = output };
        return new FilmEdit(edit.ToJsonString(), format, seconds, rate, isCovered);
    }

    private static JsonObject Track(params ReadOnlySpan<JsonObject> clips) =>
        new() { ["clips"] = new JsonArray([.. clips]) };

    private JsonObject Overlay(double seconds)
    {
        var start = random.Chance(50) ? 0 : Math.Round(seconds * random.Between(0, 60) / 100, 3);
        var clip = Clip(random.Chance(20) ? Sound() : Visible(), start, Math.Round(seconds - start, 3), isMoving: true);
        if (random.Chance(15)) clip["length"] = "end";
        return clip;
    }

    /// <summary>Fills the frame from begin to end with something bright.</summary>
    private JsonObject Cover(double seconds)
    {
        var asset = random.Chance(50) ? Asset("image", "picture.jpg") : Asset("video", "clip.mp4");
        return Clip(asset, 0, seconds, isMoving: false);
    }

    private JsonObject Clip(JsonObject asset, double start, double length, bool isMoving)
    {
        var clip = new JsonObject { ["asset"] = asset, ["start"] = start, ["length"] = length };
        if (!isMoving || asset["type"]!.GetValue<string>() is "audio" or "text-to-speech") return clip;
        if (random.Chance(30)) clip["fit"] = Word("Clip", "fit");
        if (random.Chance(25)) clip["scale"] = Moving(0.2, 1.5);
        if (random.Chance(25)) clip["position"] = Word("Clip", "position");
        if (random.Chance(25)) clip["offset"] = new JsonObject { ["x"] = Moving(-0.6, 0.6), ["y"] = Moving(-0.6, 0.6) };
        if (random.Chance(40))
        {
            clip["transition"] =
                new JsonObject { ["in"] = Word("Transition", "in"), ["out"] = Word("Transition", "out") };
        }

        if (random.Chance(25)) clip["effect"] = Word("Clip", "effect");
        if (random.Chance(25)) clip["filter"] = Word("Clip", "filter");
        if (random.Chance(25)) clip["opacity"] = Moving(0, 1);
        if (random.Chance(15)) clip["width"] = random.Between(1, 120);
        if (random.Chance(15)) clip["height"] = random.Between(1, 120);
        if (random.Chance(30))
        {
            clip["transform"] = new JsonObject
            {
                ["rotate"] = new JsonObject { ["angle"] = Moving(-360, 360) },
                ["skew"] = new JsonObject { ["x"] = Moving(-1, 1), ["y"] = Moving(-1, 1) },
                ["flip"] = new JsonObject { ["horizontal"] = random.Chance(50), ["vertical"] = random.Chance(50) },
            };
        }

        return clip;
    }

    private JsonObject Visible()
    {
        var asset = random.Below(12) switch
        {
            0 or 1 => Video(),
            2 => Asset("image", "picture.jpg"),
            3 => Asset("image", random.Pick(["alpha.png", "moving.gif"])),
            4 => new JsonObject
            {
                ["type"] = "title", ["text"] = random.Pick(Texts), ["style"] = Word("TitleAsset", "style"),
                ["size"] = Word("TitleAsset", "size"),
            },
            5 => new JsonObject
            {
                ["type"] = "text", ["text"] = random.Pick(Texts),
                ["font"] = new JsonObject { ["size"] = random.Between(6, 30), ["color"] = random.Pick(Bright) },
            },
            6 or 7 => RichText(),
            8 => Shape(),
            9 => new JsonObject
            {
                ["type"] = "svg",
                ["src"] = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'>"
                    + $"<circle cx='30' cy='20' r='18' fill='{random.Pick(Bright)}'/></svg>",
            },
            10 => RichCaption(),
            _ => Asset("caption", random.Pick(["words.srt", "words.vtt"])),
        };
        if (asset["type"]!.GetValue<string>() is "image" or "video" && random.Chance(25))
            asset["crop"] = new JsonObject { ["top"] = 0.1, ["left"] = random.Between(0, 40) / 100.0 };
        return asset;
    }

    private JsonObject Asset(string type, string file) => new() { ["type"] = type, ["src"] = $"{media}/{file}" };

    private JsonObject Video()
    {
        var video = Asset("video", random.Pick(["clip.mp4", "tall.webm"]));
        if (random.Chance(40)) video["trim"] = random.Between(0, 900) / 1_000.0;
        if (random.Chance(30)) video["speed"] = random.Between(5, 15) / 10.0;
        if (random.Chance(40)) video["volume"] = Moving(0, 1);
        if (random.Chance(20))
        {
            video["chromaKey"] = new JsonObject
            {
                ["color"] = "#00b140", ["threshold"] = random.Between(0, 250), ["halo"] = random.Between(0, 250),
            };
        }

        if (random.Chance(30)) video["volumeEffect"] = Word("VideoAsset", "volumeEffect");
        return video;
    }

    private JsonObject RichText()
    {
        var text = PlainRichText();
        if (random.Chance(50))
        {
            text["animation"] = new JsonObject
            {
                ["preset"] = Word("RichTextAnimation", "preset"),
                ["duration"] = Between(0.1, 1),
                ["style"] = Word("RichTextAnimation", "style"),
                ["direction"] = Word("RichTextAnimation", "direction"),
            };
        }

        return text;
    }

    private JsonObject PlainRichText() => new()
    {
        ["type"] = "rich-text",
        ["text"] = random.Pick(Texts),
        ["font"] = new JsonObject
        {
            ["size"] = random.Between(6, 30), ["color"] = random.Pick(Bright), ["weight"] = random.Between(1, 9) * 100,
        },
        ["style"] = new JsonObject { ["textTransform"] = Word("RichTextStyle", "textTransform") },
        ["stroke"] = new JsonObject { ["width"] = random.Between(0, 3), ["color"] = random.Pick(Bright) },
        ["align"] = new JsonObject { ["horizontal"] = Word("RichTextAlignment", "horizontal") },
    };

    private JsonObject Shape()
    {
        var kind = Word("ShapeAsset", "shape");
        return new JsonObject
        {
            ["type"] = "shape",
            ["shape"] = kind,
            [kind] = kind switch
            {
                "rectangle" => new JsonObject { ["width"] = random.Between(1, 90), ["height"] = random.Between(1, 60) },
                "circle" => new JsonObject { ["radius"] = random.Between(1, 50) },
                _ => new JsonObject { ["length"] = random.Between(1, 90), ["thickness"] = random.Between(1, 9) },
            },
            ["fill"] = new JsonObject { ["color"] = random.Pick(Bright), ["opacity"] = Between(0, 1) },
            ["stroke"] = new JsonObject { ["color"] = random.Pick(Bright), ["width"] = random.Between(0, 4) },
        };
    }

    private JsonObject RichCaption()
    {
        var caption = Asset("rich-caption", random.Pick(["words.srt", "words.vtt"]));
        caption["font"] = new JsonObject { ["size"] = random.Between(6, 20), ["color"] = random.Pick(Bright) };
        caption["active"] = new JsonObject { ["font"] = new JsonObject { ["color"] = random.Pick(Bright) } };
        caption["animation"] = new JsonObject
        {
            ["style"] = Word("RichCaptionAnimation", "style"),
            ["direction"] = Word("RichCaptionAnimation", "direction"),
        };
        return caption;
    }

    private JsonObject Sound() => random.Chance(60)
        ? new() { ["type"] = "audio", ["src"] = $"{media}/sound.mp3", ["volume"] = Moving(0, 1) }
        : new() { ["type"] = "text-to-speech", ["text"] = "One.", ["voice"] = "Amy" };

    /// <summary>A number, or a few tweens between numbers.</summary>
    private JsonNode Moving(double least, double most)
    {
        if (random.Chance(60)) return Between(least, most);
        var tweens = new JsonArray();
        for (var i = 0; i < random.Between(1, 2); i++)
        {
            tweens.Add(new JsonObject
            {
                ["from"] = Between(least, most),
                ["to"] = Between(least, most),
                ["start"] = i * 0.3,
                ["length"] = 0.3,
                ["interpolation"] = Word("Tween", "interpolation"),
                ["easing"] = Word("Tween", "easing"),
            });
        }

        return tweens;
    }

    private double Between(double least, double most) =>
        Math.Round(least + ((most - least) * random.Below(1_001) / 1_000), 3);

    private string Word(string type, string member) => random.Pick(words(type, member));
}

/// <param name="IsCovered">True when an opaque clip fills every frame.</param>
internal sealed record FilmEdit(string Json, string Format, double Seconds, double Rate, bool IsCovered)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Format}, {Seconds} s at {Rate}: {Json}");
}

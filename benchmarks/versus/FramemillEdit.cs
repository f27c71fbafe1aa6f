using System.Globalization;
using System.Text.Json.Nodes;

namespace Framemill.Benchmarks.Versus;

/// <summary>The standard edit as Framemill's users would post it.</summary>
internal static class FramemillEdit
{
    /// <param name="media">Where the media are served, as a URL.</param>
    /// <param name="number">Films of two numbers share neither a segment nor their sound.</param>
    public static string Json(string variant, string media, int number)
    {
        if (variant == "c") return Keyed(media, number);
        var (width, height) = StandardEdit.Size(variant);
        var tracks = new JsonArray { Track([.. StandardEdit.Scenes.Select((s, i) => Caption(s, i, width))]) };
        tracks.Add(Clip(media, width));
        for (var i = StandardEdit.Scenes.Count - 1; i >= 0; i--) tracks.Add(Track(Still(media, i)));
        tracks.Add(Track(new JsonObject
        {
            ["asset"] = new JsonObject { ["type"] = "audio", ["src"] = $"{media}/narration.wav" },
            ["start"] = 0,
            ["length"] = "auto",
        }));
        return new JsonObject
        {
            ["timeline"] = new JsonObject
            {
                ["background"] = Background(number),
                ["soundtrack"] = new JsonObject
                {
                    ["src"] = $"{media}/music.wav",
                    ["volume"] = 1 - (number / 1000.0),
                },
                ["tracks"] = tracks,
            },
            ["output"] = new JsonObject
            {
                ["format"] = "mp4",
                ["fps"] = StandardEdit.Rate,
                ["size"] = new JsonObject { ["width"] = width, ["height"] = height },
            },
        }.ToJsonString();
    }

    /// <summary>The standard edit over and over, with a caption of its own in each round.</summary>
    /// <param name="changed">Stands instead of the words of the caption in the middle.</param>
    public static string Long(int rounds, string media, int number, string? changed = null)
    {
        var edit = JsonNode.Parse(Json("a", media, number))!;
        var slot = 0;
        foreach (var track in edit["timeline"]!["tracks"]!.AsArray())
        {
            var once = track!["clips"]!.AsArray().Select(clip => clip!.DeepClone()).ToList();
            var all = new JsonArray();
            for (var round = 0; round < rounds; round++)
            {
                foreach (var clip in once.Select(clip => clip.DeepClone()))
                {
                    var later = round * (StandardEdit.Frames / StandardEdit.Rate);
                    clip["start"] = clip["start"]!.GetValue<double>() + later;
                    if (clip["asset"]!["text"] is { } text)
                    {
                        var isInTheMiddle = slot++ == rounds * 2;
                        clip["asset"]!["text"] = isInTheMiddle && changed is not null ? changed : $"{text}, {slot}";
                    }

                    all.Add(clip);
                }
            }

            track["clips"] = all;
        }

        return edit.ToJsonString();
    }

    private static string Background(int number) => string.Create(CultureInfo.InvariantCulture, $"#{number:x6}");

    /// <summary>A figure before another background, both in other colours and out of focus.</summary>
    private static string Keyed(string media, int number)
    {
        JsonObject Shown(JsonObject asset) => new()
        {
            ["asset"] = asset,
            ["start"] = 0,
            ["length"] = 10,
            ["fit"] = "crop",
            ["look"] = new JsonObject { ["lut"] = $"{media}/grade.cube" },
            ["filter"] = "blur",
        };
        var figure = new JsonObject
        {
            ["type"] = "video",
            ["src"] = $"{media}/green.mp4",
            ["chromaKey"] = new JsonObject { ["color"] = "#00B140", ["threshold"] = 90, ["halo"] = 40 },
        };
        var still = new JsonObject { ["type"] = "image", ["src"] = $"{media}/still0.jpg" };
        return new JsonObject
        {
            ["timeline"] = new JsonObject
            {
                ["background"] = Background(number),
                ["tracks"] = new JsonArray(Track(Shown(figure)), Track(Shown(still))),
            },
            ["output"] = new JsonObject
            {
                ["format"] = "mp4",
                ["fps"] = StandardEdit.Rate,
                ["size"] = new JsonObject { ["width"] = 1920, ["height"] = 1080 },
            },
        }.ToJsonString();
    }

    private static JsonObject Caption(StandardEdit.Scene scene, int slot, int width) => new()
    {
        ["asset"] = new JsonObject
        {
            ["type"] = "rich-text",
            ["text"] = scene.Caption,
            ["font"] = new JsonObject
            {
                ["family"] = "DejaVu Sans",
                ["size"] = 48 * width / 1920,
                ["color"] = "#ffffff",
                ["weight"] = 700,
            },
            ["stroke"] = new JsonObject { ["width"] = 3 * width / 1920, ["color"] = "#000000" },
        },
        ["start"] = (slot * 5) + 0.5,
        ["length"] = 4,
        ["position"] = "bottom",
        ["offset"] = new JsonObject { ["y"] = 0.06 },
        ["height"] = 80 * width / 1920,
    };

    private static JsonObject Clip(string media, int width)
    {
        var clip = StandardEdit.Clip;
        JsonObject Placed(JsonObject asset) => new()
        {
            ["asset"] = asset,
            ["start"] = clip.FirstFrame / (double)StandardEdit.Rate,
            ["length"] = clip.Frames / (double)StandardEdit.Rate,
            ["fit"] = "crop",
            ["width"] = clip.Width * width / 1920,
            ["height"] = clip.Height * width / 1920,
            ["position"] = "topLeft",
            ["offset"] = new JsonObject { ["x"] = clip.X / 1920.0, ["y"] = -clip.Y / 1080.0 },
        };
        return Track(
            Placed(new JsonObject { ["type"] = "video", ["src"] = $"{media}/clip.mp4" }),
            Placed(new JsonObject { ["type"] = "luma", ["src"] = $"{media}/mask.png" }));
    }

    private static JsonObject Still(string media, int index)
    {
        var scene = StandardEdit.Scenes[index];
        var seconds = scene.Frames / (double)StandardEdit.Rate;
        // The last frame of a scene shows where its move ends, as in every peer.
        var moving = (scene.Frames - 1) / (double)StandardEdit.Rate;
        JsonArray Move(Func<StandardEdit.View, double> value) => [Tween(value(scene.From), value(scene.To), moving)];
        var clip = new JsonObject
        {
            ["asset"] = new JsonObject { ["type"] = "image", ["src"] = $"{media}/still{index}.jpg" },
            ["start"] = scene.FirstFrame / (double)StandardEdit.Rate,
            ["length"] = seconds,
            ["fit"] = "crop",
            ["scale"] = Move(view => view.Zoom),
            ["offset"] = new JsonObject
            {
                ["x"] = Move(view => (0.5 - view.CentreX) * view.Zoom),
                ["y"] = Move(view => (view.CentreY - 0.5) * view.Zoom),
            },
        };
        var fade = StandardEdit.FadeFrames / (double)StandardEdit.Rate;
        if (index > 0) clip["opacity"] = new JsonArray { Tween(0, 1, fade) };
        return clip;
    }

    private static JsonObject Tween(double from, double to, double seconds) => new()
    {
        ["from"] = from,
        ["to"] = to,
        ["start"] = 0,
        ["length"] = seconds,
        ["interpolation"] = "linear",
    };

    private static JsonObject Track(params JsonNode[] clips) => new() { ["clips"] = new JsonArray(clips) };
}

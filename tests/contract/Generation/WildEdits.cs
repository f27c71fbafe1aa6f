using System.Text.Json.Nodes;
using Framemill.Testing;

namespace Framemill.Tests.Contract.Generation;

/// <summary>
/// Edits straight from the vendor's schema, extremes and all, made small and given media that are there: what nobody
/// would write and everybody may send.
/// </summary>
internal sealed class WildEdits(string media, VendorSchema schema, SeededRandom random)
{
    /// <summary>Kinds that need what a plain server does not have: a model, or a browser.</summary>
    private static readonly string[] Elsewhere = ["text-to-image", "image-to-video", "html", "html5"];

    public FilmEdit Make()
    {
        var edit = new SchemaValues(schema.Root, random).Make(schema.Root, "", "")!.AsObject();
        foreach (var name in (string[])["merge", "callback"]) edit.Remove(name);
        var timeline = edit["timeline"]!.AsObject();
        timeline.Remove("fonts");
        if (timeline["soundtrack"] is JsonObject music) music["src"] = $"{media}/sound.mp3";
        var seconds = 0.0;
        foreach (var track in timeline["tracks"]!.AsArray())
        {
            var start = 0.0;
            var clips = track!["clips"]!.AsArray();
            while (clips.Count > 2) clips.RemoveAt(2);
            foreach (var clip in clips) start = Place(clip!.AsObject(), start);
            seconds = Math.Max(seconds, start);
        }

        var rate = 25.0;
        edit["output"] = new JsonObject
        {
            ["format"] = "mp4", ["fps"] = rate,
            ["size"] = new JsonObject { ["width"] = random.Between(8, 64) * 2, ["height"] = random.Between(8, 48) * 2 },
        };
        return new FilmEdit(edit.ToJsonString(), "mp4", Math.Round(seconds, 3), rate, IsCovered: false);
    }

    private double Place(JsonObject clip, double start)
    {
        var length = random.Between(5, 15) / 25.0;
        (clip["start"], clip["length"]) = (Math.Round(start, 3), length);
        clip.Remove("alias");
        var asset = clip["asset"]!.AsObject();
        var kind = asset["type"]!.GetValue<string>();
        if (Elsewhere.Contains(kind)) clip["asset"] = asset = new() { ["type"] = kind = "title", ["text"] = "instead" };
        foreach (var name in (string[])["prompt", "model", "options", "trim"]) asset.Remove(name);
        if (kind is not "svg" && Source(kind) is { } file) asset["src"] = $"{media}/{file}";
        if (kind == "text-to-speech") asset["text"] = "One.";
        return start + length;
    }

    private string? Source(string kind) => kind switch
    {
        "video" => random.Pick(["clip.mp4", "tall.webm"]),
        "image" => random.Pick(["picture.jpg", "alpha.png", "moving.gif"]),
        "luma" => "clip.mp4",
        "audio" => "sound.mp3",
        "caption" or "rich-caption" => random.Pick(["words.srt", "words.vtt"]),
        _ => null,
    };
}

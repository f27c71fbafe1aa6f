using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Tests.Unit.Edits;

/// <summary>Parts of edits for tests.</summary>
internal static class An
{
    public static EditBuilder Edit() => new();

    public static JsonObject Image(JsonNode start, JsonNode length, string name = "picture.jpg") =>
        Clip(new() { ["type"] = "image", ["src"] = Url(name) }, start, length);

    public static JsonObject Video(JsonNode start, JsonNode length, string name = "film.mp4") =>
        Clip(new() { ["type"] = "video", ["src"] = Url(name) }, start, length);

    public static JsonObject Audio(JsonNode start, JsonNode length, string name = "music.mp3") =>
        Clip(new() { ["type"] = "audio", ["src"] = Url(name) }, start, length);

    public static JsonObject Text(JsonNode start, JsonNode length, string text = "Hello") =>
        Clip(new() { ["type"] = "rich-text", ["text"] = text }, start, length);

    public static JsonObject Speech(JsonNode start, JsonNode length, string text = "Hello") =>
        Clip(new() { ["type"] = "text-to-speech", ["text"] = text, ["voice"] = "Amy" }, start, length);

    public static JsonObject Caption(JsonNode start, JsonNode length, string name = "words.srt") =>
        Clip(new() { ["type"] = "caption", ["src"] = Url(name) }, start, length);

    public static JsonObject Clip(JsonObject asset, JsonNode start, JsonNode length) =>
        new() { ["asset"] = asset, ["start"] = start, ["length"] = length };

    public static JsonObject With(this JsonObject clip, string key, JsonNode? value)
    {
        clip[key] = value;
        return clip;
    }

    /// <summary>Changes the clip's asset.</summary>
    public static JsonObject Asset(this JsonObject clip, string key, JsonNode? value)
    {
        clip["asset"]![key] = value;
        return clip;
    }

    public static string Url(string name) => $"https://media.example.com/{name}";

    public static AssetFacts VideoFacts(string name, Rational duration) => Facts(Url(name), MediaKind.Video, duration);

    public static AssetFacts AudioFacts(string name, Rational duration) => Facts(Url(name), MediaKind.Audio, duration);

    public static AssetFacts CaptionFacts(string name, Rational duration) =>
        Facts(Url(name), MediaKind.Captions, duration);

    /// <summary>What an ordinary file of that kind would turn out to be: ten seconds where it has a duration.</summary>
    public static AssetFacts FactsOf(AssetReference reference) => reference.Use switch
    {
        AssetUse.Video => Facts(reference.Key.Value, MediaKind.Video, 10),
        AssetUse.Image or AssetUse.Luma => Facts(reference.Key.Value, MediaKind.Image, null),
        AssetUse.Captions => Facts(reference.Key.Value, MediaKind.Captions, 10),
        AssetUse.Font => Facts(reference.Key.Value, MediaKind.Font, null),
        _ => Facts(reference.Key.Value, MediaKind.Audio, 10),
    };

    private static AssetFacts Facts(string key, MediaKind kind, Rational? duration) => new()
    {
        Key = new(key),
        Kind = kind,
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))),
        Duration = duration,
        Size = kind is MediaKind.Video or MediaKind.Image ? new(1920, 1080) : default,
        HasVideo = kind == MediaKind.Video,
        HasAudio = kind is MediaKind.Video or MediaKind.Audio,
    };
}

namespace Framemill.Silo.Adapters;

/// <summary>
/// Where things lie in the object store. What is named by its content is spread over folders by its first two letters.
/// </summary>
internal static class ObjectKeys
{
    public static string Manifest(string hash) => Spread("manifests", hash, "json");

    public static string Segment(string contentKey) => Spread("segments", contentKey, "m4s");

    public static string Init(string formatHash) => Spread("inits", formatHash, "mp4");

    /// <summary>The sound as fragmented MP4, for playlists and films.</summary>
    public static string Sound(string soundKey) => Spread("sounds", soundKey, "mp4");

    /// <summary>What a playlist tells of the sound.</summary>
    public static string SoundOutline(string soundKey) => Spread("sounds", soundKey, "json");

    /// <summary>A run of fragments of a sound that was still being made, by a name of 64 hexadecimal digits.</summary>
    public static string OpeningPart(string name) => Spread("sounds", name, "m4s");

    public static string OpeningOutline(string soundKey) => Spread("sounds", soundKey, "opening.json");

    /// <summary>The sound of a film that is only heard.</summary>
    public static string SoundFilm(string soundKey) => Spread("sounds", soundKey, "mp3");

    public static string File(string renderId, string name) => $"renders/{renderId}/{name}";

    public static string Asset(string fileId, string name) => $"assets/{fileId}/{name}";

    public static string Playlist(string renderId, string name) => $"renders/{renderId}/hls/{name}.m3u8";

    /// <summary>How a playlist names a part: relative to itself, the spreading left out.</summary>
    public static string PartUri(string objectKey)
    {
        var parts = objectKey.Split('/');
        return $"{parts[0]}/{parts[^1]}";
    }

    private static string Spread(string kind, string hash, string extension) =>
        $"{kind}/{hash[..2]}/{hash}.{extension}";
}

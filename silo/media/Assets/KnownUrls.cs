using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Framemill.Media.Assets;

/// <summary>Remembers which bytes a URL gave and by what mark to ask whether they are still the same.</summary>
internal sealed class KnownUrls
{
    private const int UrlsMax = 100_000;
    private readonly string _folder;

    public KnownUrls(string folder)
    {
        _folder = Path.Combine(folder, "urls");
        Directory.CreateDirectory(_folder);
    }

    public KnownUrl? Find(string url)
    {
        try
        {
            var known = JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(url)), KnownUrlJson.Default.KnownUrl);
            return known is { Sha256.Length: 64 } ? known : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    public void Remember(string url, KnownUrl known)
    {
        var path = PathOf(url);
        var part = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(known, KnownUrlJson.Default.KnownUrl));
        File.Move(part, path, overwrite: true);
        var all = new DirectoryInfo(_folder).GetFiles();
        if (all.Length <= UrlsMax) return;
        foreach (var old in all.OrderBy(file => file.LastWriteTimeUtc).Take(all.Length / 10)) old.Delete();
    }

    private string PathOf(string url) => Path.Combine(_folder, AssetCache.Hash(Encoding.UTF8.GetBytes(url)));
}

/// <param name="Mark">The server's entity tag, strong.</param>
internal sealed record KnownUrl(string Sha256, string Mark);

[JsonSerializable(typeof(KnownUrl))]
internal sealed partial class KnownUrlJson : JsonSerializerContext;

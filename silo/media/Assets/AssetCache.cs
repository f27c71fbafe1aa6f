using System.Security.Cryptography;

namespace Framemill.Media.Assets;

/// <summary>
/// Files by the hash of their bytes, in one folder, up to a number of bytes: beyond it the least recently used go,
/// but never one that somebody holds. A file appears whole or not at all.
/// </summary>
internal sealed class AssetCache
{
    private readonly string _files;
    private readonly string _parts;
    private readonly long _bytesMax;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    public AssetCache(string folder, long bytesMax, TimeProvider time)
    {
        _files = Path.Combine(folder, "files");
        _parts = Path.Combine(folder, "parts");
        _bytesMax = bytesMax;
        _time = time;
        // Whatever was being written when we last ended is of no use.
        if (Directory.Exists(_parts)) Directory.Delete(_parts, recursive: true);
        Directory.CreateDirectory(_files);
        Directory.CreateDirectory(_parts);
    }

    public string NewPart() => Path.Combine(_parts, Guid.NewGuid().ToString("N"));

    /// <summary>Moves a finished part to its place and holds it.</summary>
    public FetchedAsset Add(string part, string sha256)
    {
        lock (_gate)
        {
            var path = PathOf(sha256);
            if (File.Exists(path)) File.Delete(part);
            else File.Move(part, path);
            var asset = HoldLocked(sha256, path);
            EvictLocked();
            return asset;
        }
    }

    /// <summary>The file of a hash, held, or null when it is not here.</summary>
    public FetchedAsset? Find(string sha256)
    {
        lock (_gate)
        {
            var path = PathOf(sha256);
            return File.Exists(path) ? HoldLocked(sha256, path) : null;
        }
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string PathOf(string sha256) => Path.Combine(_files, sha256);

    private FetchedAsset HoldLocked(string sha256, string path)
    {
        _held[sha256] = _held.GetValueOrDefault(sha256) + 1;
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        return new FetchedAsset(path, sha256, new FileInfo(path).Length, () => Release(sha256));
    }

    private void Release(string sha256)
    {
        lock (_gate)
        {
            if (--_held[sha256] > 0) return;
            _held.Remove(sha256);
            EvictLocked();
        }
    }

    private void EvictLocked()
    {
        var files = new DirectoryInfo(_files).GetFiles();
        var bytes = files.Sum(file => file.Length);
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name,
            StringComparer.Ordinal))
        {
            if (bytes <= _bytesMax) return;
            if (_held.ContainsKey(file.Name)) continue;
            bytes -= file.Length;
            file.Delete();
        }
    }
}

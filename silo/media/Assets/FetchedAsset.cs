namespace Framemill.Media.Assets;

/// <summary>
/// An asset as a local file with the hash of its bytes. It stays in place until the lease is disposed; afterwards the
/// cache may give its room to others.
/// </summary>
public sealed class FetchedAsset(string path, string sha256, long bytes, Action? onReleased) : IDisposable
{
    private Action? _onReleased = onReleased;

    public string Path { get; } = path;

    public string Sha256 { get; } = sha256;

    public long Bytes { get; } = bytes;

    public void Dispose() => Interlocked.Exchange(ref _onReleased, null)?.Invoke();
}

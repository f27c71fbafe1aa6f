namespace Framemill.Media.Assets;

/// <summary>Brings assets to the local disk: over HTTP through guards, or from a folder of the user's.</summary>
public sealed class AssetFetcher : IDisposable
{
    /// <param name="source">An http(s) URL, a data: URL, or, with a root, a path below the root.</param>
    /// <param name="localRoot">Folder that relative paths start from; null when local files are not allowed.</param>
    public Task<AssetResult> FetchAsync(string source, string? localRoot, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public void Dispose()
    {
    }
}

using Orleans.Concurrency;

namespace Framemill.Assets;

/// <summary>
/// One media file that the server keeps for a tenant: brought by upload or URL, copied, spoken, or a film's own file.
/// Keyed by <c>tenant/id</c>. Durable: work that a crash cut off begins again.
/// </summary>
[Alias("framemill.assets.IAssetGrain")]
public interface IAssetGrain : IGrainWithStringKey
{
    /// <summary>
    /// Idempotent: asked again, it answers with what is there. Null when the tenant has as much as it may have.
    /// </summary>
    [Alias("make")]
    Task<AssetView?> MakeAsync(MakeAsset request, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("get")]
    Task<AssetView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of an upload are stored; false when this asset waits for none.</summary>
    [Alias("uploaded")]
    Task<bool> UploadedAsync(string objectKey, CancellationToken cancellationToken);

    /// <summary>Takes its files away for good; false when there was none.</summary>
    [Alias("delete")]
    Task<bool> DeleteAsync(CancellationToken cancellationToken);
}

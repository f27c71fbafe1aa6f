using Framemill.Assets;

namespace Framemill.Ports;

/// <summary>Brings the bytes of assets into the object store and takes them away.</summary>
public interface IAssetMaker
{
    /// <param name="uploadKey">Where the bytes of an upload lie; null for everything else.</param>
    /// <returns>What came of it; what is wrong with the media or its address is said in words.</returns>
    Task<AssetOutcome> MakeAsync(MakeAsset request, string? uploadKey, CancellationToken cancellationToken);

    /// <summary>Keys without an object change nothing.</summary>
    Task DeleteAsync(IReadOnlyList<string> objectKeys, CancellationToken cancellationToken);
}

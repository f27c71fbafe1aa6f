using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Assets;

/// <summary>Where media may come from and how much of it. Section <c>Assets</c>.</summary>
public sealed class AssetOptions
{
    public const string Section = "Assets";

    /// <summary>
    /// Hosts that may be fetched from although their address is private: a name, or a name and port. Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Files of this machine, where they are allowed at all, may lie anywhere and not only below the edit's folder.
    /// Default: false.
    /// </summary>
    public bool LocalFilesAnywhere { get; set; }

    /// <summary>Bytes of the largest asset. Default: 4 GiB.</summary>
    [Range(1L, 1L << 44)]
    public long AssetBytesMax { get; set; } = 4L << 30;

    /// <summary>Bytes that the cache of fetched assets may hold. Default: 20 GiB.</summary>
    [Range(1L, 1L << 50)]
    public long CacheBytesMax { get; set; } = 20L << 30;

    /// <summary>Redirects followed for one asset. Default: 5.</summary>
    [Range(0, 50)]
    public int RedirectsMax { get; set; } = 5;

    /// <summary>Attempts for one asset, the first included. Default: 4.</summary>
    [Range(1, 20)]
    public int AttemptsMax { get; set; } = 4;

    /// <summary>Seconds to wait before the second attempt; doubled for each further one. Default: 0.5.</summary>
    [Range(0.0, 60.0)]
    public double RetryDelaySeconds { get; set; } = 0.5;

    /// <summary>Seconds that fetching one asset may take in all. Default: 600.</summary>
    [Range(1, 86_400)]
    public int FetchSecondsMax { get; set; } = 600;

    /// <summary>Seconds without a byte after which an attempt is given up. Default: 30.</summary>
    [Range(1, 3600)]
    public int StallSecondsMax { get; set; } = 30;

    /// <summary>Assets fetched at one time. Default: 8.</summary>
    [Range(1, 256)]
    public int ParallelFetchesMax { get; set; } = 8;
}

namespace Framemill.Assets;

/// <summary>Numbers are written to disk: they may only grow.</summary>
[GenerateSerializer, Alias("framemill.assets.state")]
public enum AssetState
{
    /// <summary>There is no such asset.</summary>
    None = 0,

    /// <summary>An upload that has not come yet.</summary>
    Queued = 1,
    Importing = 2,
    Ready = 3,
    Failed = 4,
    Deleted = 5,
}

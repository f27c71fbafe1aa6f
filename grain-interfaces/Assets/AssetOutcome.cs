namespace Framemill.Assets;

/// <summary>What came of making an asset: its file, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.outcome")]
public sealed record AssetOutcome
{
    [Id(0)] public AssetFile? File { get; init; }
    [Id(1)] public string? Error { get; init; }
    [Id(2)] public IReadOnlyList<AssetRendition> Renditions { get; init; } = [];
}

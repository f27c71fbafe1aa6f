namespace Framemill.Assets;

/// <summary>An asset as its user may see it.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.view")]
public sealed record AssetView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Tenant { get; init; }
    [Id(2)] public required AssetState State { get; init; }
    [Id(3)] public required MakeAsset Request { get; init; }
    [Id(4)] public AssetFile? File { get; init; }
    [Id(5)] public string? Error { get; init; }
    [Id(6)] public IReadOnlyList<AssetRendition> Renditions { get; init; } = [];
    [Id(7)] public required DateTimeOffset Created { get; init; }
    [Id(8)] public required DateTimeOffset Updated { get; init; }
}

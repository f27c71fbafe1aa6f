namespace Framemill.Assets;

/// <summary>One further form of a source.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.rendition")]
public sealed record AssetRendition
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>The JSON that asked for it.</summary>
    [Id(1)] public required string Transformation { get; init; }

    /// <summary>Null when it failed.</summary>
    [Id(2)] public AssetFile? File { get; init; }
    [Id(3)] public string? Error { get; init; }
    [Id(4)] public double Seconds { get; init; }
}

namespace Framemill.Assets;

/// <summary>A stored media file and what is known of it. Members that do not apply are null.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.file")]
public sealed record AssetFile
{
    [Id(0)] public required string ObjectKey { get; init; }
    [Id(1)] public int? Width { get; init; }
    [Id(2)] public int? Height { get; init; }
    [Id(3)] public double? DurationSeconds { get; init; }
    [Id(4)] public double? FramesPerSecond { get; init; }
}

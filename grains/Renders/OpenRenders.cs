namespace Framemill.Renders;

/// <summary>Ids of renders that have not ended.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.open-state")]
public sealed record OpenRenders
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public IReadOnlyList<string> Ids { get; init; } = [];
}

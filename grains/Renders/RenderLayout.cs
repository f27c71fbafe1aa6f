namespace Framemill.Renders;

/// <summary>The film as it was laid out. Written once, when it is prepared.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.layout-state")]
public sealed record RenderLayout
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public FilmPlan? Plan { get; init; }

    /// <summary>Segments in a lane, as was decided when the film was laid out; 0 for what the settings say.</summary>
    [Id(2)] public int LaneSegments { get; init; }
}

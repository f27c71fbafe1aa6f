namespace Framemill.Renders;

/// <summary>A run of whole GOPs that is rendered, encoded and stored as one.</summary>
/// <param name="ContentKey">Hash of all that can influence the segment's pixels.</param>
[GenerateSerializer, Immutable, Alias("framemill.renders.planned-segment")]
public sealed record PlannedSegment(
    [property: Id(0)] int Index,
    [property: Id(1)] int FirstFrame,
    [property: Id(2)] int FrameCount,
    [property: Id(3)] string ContentKey);

namespace Framemill.Renders;

/// <summary>
/// What a device has to do under a lease. Given out by the render at the start, so it is never out of date.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.work-order")]
public abstract record WorkOrder
{
    private WorkOrder() { }

    [GenerateSerializer, Immutable, Alias("framemill.renders.work-order.prepare")]
    public sealed record Prepare(
        [property: Id(0)] string MergedEdit,
        [property: Id(1)] string? LocalAssetRoot) : WorkOrder;

    [GenerateSerializer, Immutable, Alias("framemill.renders.work-order.sound")]
    public sealed record Sound(
        [property: Id(0)] string ManifestKey,
        [property: Id(1)] string SoundKey) : WorkOrder;

    /// <summary>The segments of the lane that are not finished yet, in the film's order; there may be gaps.</summary>
    [GenerateSerializer, Immutable, Alias("framemill.renders.work-order.lane")]
    public sealed record Lane(
        [property: Id(0)] string ManifestKey,
        [property: Id(1)] IReadOnlyList<PlannedSegment> Segments) : WorkOrder;

    [GenerateSerializer, Immutable, Alias("framemill.renders.work-order.assemble")]
    public sealed record Assemble([property: Id(0)] FilmPlan Plan) : WorkOrder;
}

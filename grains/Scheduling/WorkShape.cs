namespace Framemill.Scheduling;

/// <summary>What decides whether a device can take work, and how fast: work of one shape is interchangeable.</summary>
/// <param name="AvoidDevice">The device on which it failed last, if any.</param>
internal readonly record struct WorkShape(
    WorkKind Kind, string Profile, string Model, long MemoryBytes, string AvoidDevice)
{
    public bool IsLane => Kind == WorkKind.Segments;
}

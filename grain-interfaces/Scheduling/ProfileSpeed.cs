namespace Framemill.Scheduling;

/// <summary>Frames a second of one usual slot at work of one sort, measured or assumed.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.profile-speed")]
public sealed record ProfileSpeed(
    [property: Id(0)] WorkKind Kind,
    [property: Id(1)] string Profile,
    [property: Id(2)] double FramesPerSecond);

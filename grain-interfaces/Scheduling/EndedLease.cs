namespace Framemill.Scheduling;

/// <summary>A lease that a device is through with.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.ended-lease")]
public sealed record EndedLease
{
    [Id(0)] public required string LeaseId { get; init; }
    [Id(1)] public required LeaseEnd End { get; init; }

    /// <summary>How long the device was busy with it.</summary>
    [Id(2)] public required TimeSpan Busy { get; init; }

    /// <summary>Frames made in that time: the two give the measured speed.</summary>
    [Id(3)] public required int Frames { get; init; }

    /// <summary>Part of <see cref="Busy"/> in which a model was loaded: it says nothing of the speed.</summary>
    [Id(4)] public TimeSpan Loading { get; init; }
}

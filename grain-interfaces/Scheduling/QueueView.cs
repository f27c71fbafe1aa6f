namespace Framemill.Scheduling;

/// <summary>How a render stands in its pool.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.queue-view")]
public sealed record QueueView
{
    /// <summary>1 is next; 0 when nothing of it waits.</summary>
    [Id(0)] public int Position { get; init; }

    /// <summary>Why its first waiting work waits; null when nothing does.</summary>
    [Id(1)] public string? WaitingBecause { get; init; }

    /// <summary>Expected seconds until what is ahead of it is done; null while no speed was measured.</summary>
    [Id(2)] public double? SecondsAhead { get; init; }

    /// <summary>
    /// Frames a second that this pool makes for one render when nobody else wants it; null while unmeasured.
    /// </summary>
    [Id(3)] public double? FramesPerSecond { get; init; }

    [Id(4)] public int LeasesHeld { get; init; }
}

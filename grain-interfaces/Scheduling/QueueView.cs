namespace Framemill.Scheduling;

/// <summary>How a render stands in its pool.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.queue-view")]
public sealed record QueueView
{
    /// <summary>1 is next; 0 when nothing of it waits.</summary>
    [Id(0)] public int Position { get; init; }

    /// <summary>Why its first waiting work waits; null when nothing does.</summary>
    [Id(1)] public string? WaitingBecause { get; init; }

    /// <summary>Expected seconds until its first waiting work starts; null while no device is there.</summary>
    [Id(2)] public double? SecondsAhead { get; init; }

    /// <summary>
    /// Frames a second that this pool makes for one render when nobody else wants it, as measured or assumed; null
    /// while no device is there.
    /// </summary>
    [Id(3)] public double? FramesPerSecond { get; init; }

    [Id(4)] public int LeasesHeld { get; init; }

    /// <summary>
    /// Expected seconds until all of it that the pool knows of is done; null when it knows of nothing.
    /// </summary>
    [Id(5)] public double? SecondsLeft { get; init; }

    /// <summary>Frames still to be rendered that <see cref="SecondsLeft"/> speaks of.</summary>
    [Id(6)] public int FramesKnown { get; init; }
}

namespace Framemill.Scheduling;

/// <summary>How a lease ended.</summary>
[GenerateSerializer, Alias("framemill.scheduling.lease-end")]
public enum LeaseEnd
{
    /// <summary>Done, or not needed any more.</summary>
    Finished = 0,

    /// <summary>The render was told and decides what comes next.</summary>
    Failed = 1,

    /// <summary>Given back untried or half-done: it waits again at once.</summary>
    Returned = 2,

    /// <summary>The work itself cannot be done, by no device: the render was told why.</summary>
    Refused = 3,
}

namespace Framemill.Scheduling;

/// <summary>The right of one device to do one piece of work, until it lapses or a higher epoch is given out.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.lease")]
public sealed record Lease
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required WorkItem Work { get; init; }

    /// <summary>Grows with every lease a pool gives out, also across the loss of its memory.</summary>
    [Id(2)] public required long Epoch { get; init; }

    /// <summary>How long it holds without being renewed.</summary>
    [Id(3)] public required TimeSpan Duration { get; init; }

    /// <summary>
    /// A lane is given back at the end of the segment in which it reaches so many frames; 0 for no limit. The rest is
    /// leased anew, so that a slow device holds nothing for long.
    /// </summary>
    [Id(4)] public int FramesMax { get; init; }
}

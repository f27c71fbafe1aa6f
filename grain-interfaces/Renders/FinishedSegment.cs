namespace Framemill.Renders;

/// <summary>A segment lies durably in the object store.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.finished-segment")]
public sealed record FinishedSegment
{
    [Id(0)] public required WorkTicket Ticket { get; init; }
    [Id(1)] public required int Index { get; init; }
    [Id(2)] public required string ContentKey { get; init; }
}

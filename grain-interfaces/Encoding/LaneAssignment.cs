using Framemill.Renders;

namespace Framemill.Encoding;

/// <summary>What an encoder has to expect: the segments of one lane under one lease.</summary>
[GenerateSerializer, Immutable, Alias("framemill.encoding.lane-assignment")]
public sealed record LaneAssignment
{
    [Id(0)] public required string RenderId { get; init; }
    [Id(1)] public required string ManifestKey { get; init; }
    [Id(2)] public required WorkTicket Ticket { get; init; }
    [Id(3)] public required IReadOnlyList<PlannedSegment> Segments { get; init; }

    /// <summary>Whom to tell of the end: the key of the device grain and the lease.</summary>
    [Id(4)] public required string DeviceId { get; init; }
    [Id(5)] public required string LeaseId { get; init; }
}

using Framemill.Renders;

namespace Framemill.Encoding;

/// <summary>What has become of a lane so far.</summary>
[GenerateSerializer, Immutable, Alias("framemill.encoding.lane-outcome")]
public sealed record LaneOutcome
{
    [Id(0)] public required LaneStanding Standing { get; init; }
    [Id(1)] public bool IsRetryable { get; init; } = true;

    /// <summary>Why it failed.</summary>
    [Id(2)] public IReadOnlyList<EditError> Errors { get; init; } = [];
}

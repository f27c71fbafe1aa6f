namespace Framemill.Renders;

/// <summary>How far the encoder of a lane is within a segment that is not finished yet.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.lane-progress")]
public sealed record LaneProgress
{
    [Id(0)] public required WorkTicket Ticket { get; init; }

    /// <summary>Frames encoded of segments that are not reported as finished.</summary>
    [Id(1)] public required int FramesPending { get; init; }
}

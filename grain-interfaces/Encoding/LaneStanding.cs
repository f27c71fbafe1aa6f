namespace Framemill.Encoding;

/// <summary>Where an encoder is with its lane.</summary>
[GenerateSerializer, Alias("framemill.encoding.lane-standing")]
public enum LaneStanding
{
    /// <summary>This activation was never given the lane: the one that was is gone.</summary>
    Unknown = 0,
    Running = 1,
    Finished = 2,
    Failed = 3,
}

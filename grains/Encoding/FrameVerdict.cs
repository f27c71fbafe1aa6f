namespace Framemill.Encoding;

/// <summary>What a frame ledger makes of a batch.</summary>
public enum FrameVerdict
{
    /// <summary>The next frames: encode them.</summary>
    Accepted = 0,

    /// <summary>Seen before: release and forget.</summary>
    Duplicate = 1,

    /// <summary>Of another render or an older lease: release and forget.</summary>
    Foreign = 2,

    /// <summary>Frames are missing before it: the lane has to be rendered again from there.</summary>
    Gap = 3,

    /// <summary>It contradicts itself or the lane's plan.</summary>
    Malformed = 4,
}

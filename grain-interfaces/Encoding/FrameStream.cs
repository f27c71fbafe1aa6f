namespace Framemill.Encoding;

/// <summary>Names of the stream on which frames are told of.</summary>
public static class FrameStream
{
    /// <summary>The stream provider that a silo must configure.</summary>
    public const string Provider = "frames";

    public const string Namespace = "framemill.frames";
}

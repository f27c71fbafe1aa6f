namespace Framemill.Media.Timelines;

/// <summary>A run of frames that is rendered and stored as one.</summary>
/// <param name="ContentKey">SHA-256 over all that can influence its pixels, in lower-case hexadecimal.</param>
public sealed record Segment(int Index, int FirstFrame, int FrameCount, string ContentKey)
{
    public int EndFrame => FirstFrame + FrameCount;
}

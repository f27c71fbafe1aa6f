namespace Framemill.Media.Encoders;

/// <summary>One segment to be encoded.</summary>
public sealed record SegmentSpec
{
    public required VideoFormat Format { get; init; }

    /// <summary>How many frames will be written: no more, no fewer.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Where in the film the segment begins; the fragment carries it as its time.</summary>
    public int FirstFrame { get; init; }

    /// <summary>The fragment's number in the film, counted from zero.</summary>
    public int Index { get; init; }

    /// <summary>A viewer waits for a film's first segment: it goes before all that is watched later.</summary>
    internal bool IsAwaited => FirstFrame == 0;

    internal void Check()
    {
        Format.Check();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FrameCount);
        ArgumentOutOfRangeException.ThrowIfNegative(FirstFrame);
        ArgumentOutOfRangeException.ThrowIfNegative(Index);
    }
}

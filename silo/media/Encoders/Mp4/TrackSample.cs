namespace Framemill.Media.Encoders.Mp4;

/// <summary>One frame or sound packet as a fragment tells of it.</summary>
/// <param name="Duration">In units of the track's timescale.</param>
/// <param name="CompositionOffset">Presentation time less decode time; may be negative.</param>
internal readonly record struct TrackSample(uint Duration, uint Bytes, uint Flags, int CompositionOffset)
{
    private const uint NonSyncFlag = 0x10000;

    public bool IsSync => (Flags & NonSyncFlag) == 0;
}

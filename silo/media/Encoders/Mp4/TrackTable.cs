namespace Framemill.Media.Encoders.Mp4;

/// <summary>All samples of one track of a film, and the chunks in which they lie in the file.</summary>
/// <param name="init">The initialisation part that describes the track.</param>
/// <param name="mediaTime">Where presentation begins, in ticks.</param>
/// <param name="skippedTicks">
/// What the edit list takes from the track's length: all before its begin for sound; nothing for a picture, where it
/// only takes the delay of reordering away.
/// </param>
internal sealed class TrackTable(ReadOnlyMemory<byte> init, long mediaTime, long skippedTicks)
{
    private readonly List<TrackSample> _samples = [];
    private readonly List<(int Samples, long Bytes)> _chunks = [];

    public ReadOnlyMemory<byte> Init => init;

    public long MediaTime => mediaTime;

    public uint Timescale { get; } = InitSegment.Timescale(init.Span);

    public IReadOnlyList<TrackSample> Samples => _samples;

    public IReadOnlyList<(int Samples, long Bytes)> Chunks => _chunks;

    /// <summary>Where each chunk begins in the media data.</summary>
    public List<long> ChunkOffsets { get; } = [];

    public long Ticks { get; private set; }

    /// <summary>Ticks that are presented.</summary>
    public long Presented => Ticks - skippedTicks;

    public void Add(Fragment fragment)
    {
        _samples.AddRange(fragment.Samples);
        _chunks.Add((fragment.Samples.Count, fragment.Samples.Sum(sample => (long)sample.Bytes)));
        Ticks += (long)fragment.Duration;
    }
}

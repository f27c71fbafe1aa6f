namespace Framemill.Media.Encoders.Mp4;

/// <summary>Writes the sample table (stbl) of one track.</summary>
internal static class SampleTableWriter
{
    /// <param name="dataStart">Where the media data begins in the file.</param>
    public static void Write(BoxWriter writer, TrackTable track, ReadOnlySpan<byte> description, long dataStart)
    {
        using (writer.Begin("stbl"))
        {
            writer.Raw(description);
            WriteRuns(writer, "stts", track.Samples.Select(sample => sample.Duration));
            if (track.Samples.Any(sample => sample.CompositionOffset != 0))
                WriteRuns(writer, "ctts", track.Samples.Select(sample => (uint)sample.CompositionOffset));
            if (track.Samples.Any(sample => !sample.IsSync)) WriteSyncSamples(writer, track);
            WriteChunkLengths(writer, track);
            using (writer.BeginFull("stsz", 0, 0))
            {
                writer.UInt32(0);
                writer.UInt32((uint)track.Samples.Count);
                foreach (var sample in track.Samples) writer.UInt32(sample.Bytes);
            }

            WriteChunkOffsets(writer, track, dataStart);
        }
    }

    private static void WriteRuns(BoxWriter writer, string name, IEnumerable<uint> values)
    {
        var runs = new List<(uint Count, uint Value)>();
        foreach (var value in values)
        {
            if (runs.Count > 0 && runs[^1].Value == value) runs[^1] = (runs[^1].Count + 1, value);
            else runs.Add((1, value));
        }

        using (writer.BeginFull(name, 0, 0))
        {
            writer.UInt32((uint)runs.Count);
            foreach (var (count, value) in runs)
            {
                writer.UInt32(count);
                writer.UInt32(value);
            }
        }
    }

    private static void WriteSyncSamples(BoxWriter writer, TrackTable track)
    {
        var sync = Enumerable.Range(0, track.Samples.Count).Where(i => track.Samples[i].IsSync).ToList();
        using (writer.BeginFull("stss", 0, 0))
        {
            writer.UInt32((uint)sync.Count);
            foreach (var index in sync) writer.UInt32((uint)index + 1);
        }
    }

    private static void WriteChunkLengths(BoxWriter writer, TrackTable track)
    {
        var changes = Enumerable.Range(0, track.Chunks.Count)
            .Where(i => i == 0 || track.Chunks[i].Samples != track.Chunks[i - 1].Samples).ToList();
        using (writer.BeginFull("stsc", 0, 0))
        {
            writer.UInt32((uint)changes.Count);
            foreach (var chunk in changes)
            {
                writer.UInt32((uint)chunk + 1);
                writer.UInt32((uint)track.Chunks[chunk].Samples);
                writer.UInt32(1);
            }
        }
    }

    private static void WriteChunkOffsets(BoxWriter writer, TrackTable track, long dataStart)
    {
        var isLong = dataStart + track.ChunkOffsets[^1] > uint.MaxValue;
        using (writer.BeginFull(isLong ? "co64" : "stco", 0, 0))
        {
            writer.UInt32((uint)track.ChunkOffsets.Count);
            foreach (var offset in track.ChunkOffsets)
            {
                if (isLong) writer.UInt64((ulong)(dataStart + offset));
                else writer.UInt32((uint)(dataStart + offset));
            }
        }
    }
}

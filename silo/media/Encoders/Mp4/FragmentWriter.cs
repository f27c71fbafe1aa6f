using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>Writes one fragment (moof and mdat) of one track, always in the same form.</summary>
internal static class FragmentWriter
{
    private const uint TrackId = 1;
    private const uint SyncFlags = 0x02000000;     // Depends on no other sample.
    private const uint NonSyncFlags = 0x01010000;  // Depends on others and is no place to start.

    /// <param name="compositionShift">Added to every composition offset; an edit list takes it off again.</param>
    public static byte[] Write(
        uint sequenceNumber,
        ulong baseDecodeTime,
        IReadOnlyList<TrackSample> samples,
        int compositionShift,
        ReadOnlySpan<byte> payload)
    {
        var writer = new BoxWriter();
        var oneDuration = samples.All(sample => sample.Duration == samples[0].Duration);
        int dataOffsetAt;
        using (writer.Begin("moof"))
        {
            using (writer.BeginFull("mfhd", 0, 0)) writer.UInt32(sequenceNumber);
            using (writer.Begin("traf"))
            {
                using (writer.BeginFull("tfhd", 0, 0x020008)) // Offsets count from this moof.
                {
                    writer.UInt32(TrackId);
                    writer.UInt32(samples[0].Duration);
                }

                using (writer.BeginFull("tfdt", 1, 0)) writer.UInt64(baseDecodeTime);
                using (writer.BeginFull("trun", 0, oneDuration ? 0xE01U : 0xF01U))
                {
                    writer.UInt32((uint)samples.Count);
                    dataOffsetAt = writer.Bytes;
                    writer.UInt32(0);
                    foreach (var sample in samples)
                    {
                        if (!oneDuration) writer.UInt32(sample.Duration);
                        WriteSample(writer, sample, compositionShift);
                    }
                }
            }
        }

        writer.UInt32(checked((uint)payload.Length + 8));
        writer.UInt32(Box.TypeOf("mdat"));
        var header = writer.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(dataOffsetAt), header.Length);
        return [.. header, .. payload];
    }

    private static void WriteSample(BoxWriter writer, TrackSample sample, int compositionShift)
    {
        var offset = sample.CompositionOffset + compositionShift;
        if (offset < 0)
            throw new MalformedMp4Exception("A frame is reordered further than the encoder's settings allow.");
        writer.UInt32(sample.Bytes);
        writer.UInt32(sample.IsSync ? SyncFlags : NonSyncFlags);
        writer.UInt32((uint)offset);
    }
}

namespace Framemill.Media.Encoders.Mp4;

/// <summary>What a movie fragment (moof) says of its one track.</summary>
internal sealed record Fragment
{
    private const int RunSamplesMax = 1_000_000;

    public required uint SequenceNumber { get; init; }
    public required ulong BaseDecodeTime { get; init; }
    public required IReadOnlyList<TrackSample> Samples { get; init; }

    /// <summary>Where the first sample lies, counted from the start of the moof box.</summary>
    public required int DataOffset { get; init; }

    public ulong Duration => Samples.Aggregate(0UL, (sum, sample) => sum + sample.Duration);

    public static Fragment Read(ReadOnlySpan<byte> data, Box moof)
    {
        var children = moof.Children(data);
        var sequence = new BoxFields(data, Box.Only(children, "mfhd", "moof"));
        sequence.Header();
        var track = Box.Only(children, "traf", "moof").Children(data);
        var defaults = ReadDefaults(data, Box.Only(track, "tfhd", "traf"));
        var samples = new List<TrackSample>();
        int? first = null;
        foreach (var run in track.Where(box => box.Type == Box.TypeOf("trun")))
        {
            var offset = ReadRun(data, run, defaults, samples);
            first ??= offset;
        }

        return new Fragment
        {
            SequenceNumber = sequence.UInt32(),
            BaseDecodeTime = ReadDecodeTime(data, Box.Only(track, "tfdt", "traf")),
            Samples = samples,
            DataOffset = first ?? throw new MalformedMp4Exception("A fragment holds no samples."),
        };
    }

    private static ulong ReadDecodeTime(ReadOnlySpan<byte> data, Box box)
    {
        var fields = new BoxFields(data, box);
        return fields.Header().Version == 0 ? fields.UInt32() : fields.UInt64();
    }

    private static TrackSample ReadDefaults(ReadOnlySpan<byte> data, Box box)
    {
        var fields = new BoxFields(data, box);
        var flags = fields.Header().Flags;
        fields.Skip(4); // The track: there is one.
        if ((flags & 0x01) != 0)
            throw new MalformedMp4Exception("A fragment with an absolute base offset cannot move.");
        if ((flags & 0x02) != 0) fields.Skip(4);
        var duration = (flags & 0x08) != 0 ? fields.UInt32() : 0;
        var bytes = (flags & 0x10) != 0 ? fields.UInt32() : 0;
        var sample = (flags & 0x20) != 0 ? fields.UInt32() : 0;
        return new TrackSample(duration, bytes, sample, 0);
    }

    private static int? ReadRun(ReadOnlySpan<byte> data, Box box, TrackSample defaults, List<TrackSample> samples)
    {
        var fields = new BoxFields(data, box);
        var flags = fields.Header().Flags;
        var count = fields.UInt32();
        if (count > RunSamplesMax) throw new MalformedMp4Exception($"A run of {count} samples is too long.");
        int? offset = (flags & 0x01) != 0 ? fields.Int32() : null;
        uint? firstFlags = (flags & 0x04) != 0 ? fields.UInt32() : null;
        for (var i = 0; i < count; i++)
        {
            var duration = (flags & 0x100) != 0 ? fields.UInt32() : defaults.Duration;
            var bytes = (flags & 0x200) != 0 ? fields.UInt32() : defaults.Bytes;
            var otherwise = i == 0 ? firstFlags ?? defaults.Flags : defaults.Flags;
            var sample = (flags & 0x400) != 0 ? fields.UInt32() : otherwise;
            var composition = (flags & 0x800) != 0 ? fields.Int32() : 0;
            samples.Add(new TrackSample(duration, bytes, sample, composition));
        }

        return offset;
    }
}

namespace Framemill.Media.Encoders.Mp4;

/// <summary>One track of a finished film as its header tells it.</summary>
internal sealed record FilmTrack
{
    private const uint SamplesMax = 20_000_000;

    /// <summary>vide or soun.</summary>
    public required string Handler { get; init; }
    public required uint Timescale { get; init; }

    /// <summary>Samples in runs of equal duration.</summary>
    public required IReadOnlyList<(uint Count, uint Value)> Durations { get; init; }

    /// <summary>Presentation less decode time, in runs; empty where they are the same.</summary>
    public required IReadOnlyList<(uint Count, uint Value)> CompositionOffsets { get; init; }

    public required uint SampleCount { get; init; }

    /// <summary>Where presentation begins in the track; zero without an edit list.</summary>
    public required long MediaTime { get; init; }

    public long MediaTicks => Durations.Sum(run => (long)run.Count * run.Value);

    /// <summary>What is played of sound: the track less what its edit list skips.</summary>
    public double SecondsAfterEdit => (MediaTicks - MediaTime) / (double)Timescale;

    /// <summary>What is played of a picture: its edit list only takes the delay of reordering away.</summary>
    public double Seconds => MediaTicks / (double)Timescale;

    public static FilmTrack Read(ReadOnlySpan<byte> data, Box track)
    {
        var media = track.Child(data, "mdia");
        var table = media.Child(data, "minf").Child(data, "stbl");
        var tables = table.Children(data);
        var handler = new BoxFields(data, media.Child(data, "hdlr"));
        handler.Skip(8);
        var sizes = new BoxFields(data, Box.Only(tables, "stsz", "stbl"));
        sizes.Skip(8);
        return new FilmTrack
        {
            Handler = Box.NameOf(handler.UInt32()),
            Timescale = ReadTimescale(data, media),
            Durations = Runs(data, Box.Only(tables, "stts", "stbl")),
            CompositionOffsets = tables.Exists(box => box.Type == Box.TypeOf("ctts"))
                ? Runs(data, Box.Only(tables, "ctts", "stbl"))
                : [],
            SampleCount = sizes.UInt32(),
            MediaTime = EditList.ReadMediaTime(data, track),
        };
    }

    /// <summary>Ticks per second, of a track's media box (mdia).</summary>
    public static uint ReadTimescale(ReadOnlySpan<byte> data, Box media)
    {
        var header = new BoxFields(data, media.Child(data, "mdhd"));
        var version = header.Header().Version;
        header.Skip(version == 1 ? 16 : 8);
        return header.UInt32();
    }

    /// <summary>Presentation times in decode order, in ticks, with the edit list applied.</summary>
    public IEnumerable<long> PresentationTimes()
    {
        var offsets = Each(CompositionOffsets).GetEnumerator();
        var decode = -MediaTime;
        foreach (var duration in Each(Durations))
        {
            yield return decode + (offsets.MoveNext() ? unchecked((int)offsets.Current) : 0);
            decode += duration;
        }
    }

    private static IEnumerable<uint> Each(IReadOnlyList<(uint Count, uint Value)> runs)
    {
        foreach (var (count, value) in runs)
        {
            for (var i = 0; i < count; i++) yield return value;
        }
    }

    private static List<(uint Count, uint Value)> Runs(ReadOnlySpan<byte> data, Box box)
    {
        var fields = new BoxFields(data, box);
        fields.Header();
        var entries = fields.UInt32();
        if (entries > (uint)fields.BytesLeft / 8) throw new MalformedMp4Exception($"Box '{box.Name}' is cut off.");
        var runs = new List<(uint, uint)>((int)entries);
        var samples = 0UL;
        for (var i = 0; i < entries; i++)
        {
            var run = (Count: fields.UInt32(), Value: fields.UInt32());
            if ((samples += run.Count) > SamplesMax) throw new MalformedMp4Exception("A track has too many samples.");
            runs.Add(run);
        }

        return runs;
    }
}

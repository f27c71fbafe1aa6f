using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>Reads and completes initialisation parts (ftyp and moov).</summary>
internal static class InitSegment
{
    /// <summary>
    /// A copy with an edit list, so that presentation begins <paramref name="mediaTime"/> units into the track: what
    /// reordering of frames delays is taken off again, and every player shows the first frame at zero.
    /// </summary>
    public static byte[] WithEditList(ReadOnlySpan<byte> init, uint mediaTime)
    {
        var moov = Box.Only(Box.Read(init, 0, init.Length), "moov", "file");
        var track = moov.Child(init, "trak");
        var children = track.Children(init);
        if (children.Exists(box => box.Type == Box.TypeOf("edts")))
            throw new MalformedMp4Exception("The track has an edit list already.");
        var insertAt = Box.Only(children, "tkhd", "trak").End;
        var edit = EditList(mediaTime);
        var result = new byte[init.Length + edit.Length];
        init[..insertAt].CopyTo(result);
        edit.CopyTo(result, insertAt);
        init[insertAt..].CopyTo(result.AsSpan(insertAt + edit.Length));
        Grow(result, moov, edit.Length);
        Grow(result, track, edit.Length);
        return result;
    }

    /// <summary>The track's ticks per second.</summary>
    public static uint Timescale(ReadOnlySpan<byte> init)
    {
        var fields = new BoxFields(init, Media(init).Child(init, "mdhd"));
        var version = fields.Header().Version;
        fields.Skip(version == 1 ? 16 : 8);
        return fields.UInt32();
    }

    /// <summary>Where presentation begins in the track, in ticks; zero without an edit list.</summary>
    public static uint MediaTime(ReadOnlySpan<byte> init)
    {
        var track = Box.Only(Box.Read(init, 0, init.Length), "moov", "file").Child(init, "trak");
        if (!track.Children(init).Exists(box => box.Type == Box.TypeOf("edts"))) return 0;
        var fields = new BoxFields(init, track.Child(init, "edts").Child(init, "elst"));
        if (fields.Header().Version != 0 || fields.UInt32() != 1)
            throw new MalformedMp4Exception("The edit list has another form than ours.");
        fields.Skip(4);
        return fields.UInt32();
    }

    /// <summary>The one sample entry (avc1, mp4a ...) of the one track.</summary>
    public static Box SampleEntry(ReadOnlySpan<byte> init)
    {
        var table = Media(init).Child(init, "minf").Child(init, "stbl").Child(init, "stsd");
        var entries = Box.Read(init, table.Payload + 8, table.End);
        return entries.Count == 1
            ? entries[0]
            : throw new MalformedMp4Exception($"The track has {entries.Count} sample entries where one was expected.");
    }

    private static Box Media(ReadOnlySpan<byte> init) =>
        Box.Only(Box.Read(init, 0, init.Length), "moov", "file").Child(init, "trak").Child(init, "mdia");

    private static byte[] EditList(uint mediaTime)
    {
        var writer = new BoxWriter();
        using (writer.Begin("edts"))
        using (writer.BeginFull("elst", 0, 0))
        {
            writer.UInt32(1);
            writer.UInt32(0); // Lasts as long as the fragments do.
            writer.UInt32(mediaTime);
            writer.UInt32(0x00010000);
        }

        return writer.ToArray();
    }

    private static void Grow(Span<byte> data, Box box, int bytes) =>
        BinaryPrimitives.WriteInt32BigEndian(data[box.Offset..], box.Bytes + bytes);
}

using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>Reads and completes initialisation parts (ftyp and moov).</summary>
internal static class InitSegment
{
    /// <summary>
    /// A copy with an edit list, so that presentation begins <paramref name="mediaTime"/> ticks into the track.
    /// </summary>
    public static byte[] WithEditList(ReadOnlySpan<byte> init, uint mediaTime)
    {
        var moov = Box.Only(Box.Read(init, 0, init.Length), "moov", "file");
        var track = moov.Child(init, "trak");
        if (EditList.IsIn(init, track)) throw new MalformedMp4Exception("The track has an edit list already.");
        var insertAt = track.Child(init, "tkhd").End;
        var writer = new BoxWriter();
        EditList.Write(writer, mediaTime);
        var edit = writer.ToArray();
        var result = new byte[init.Length + edit.Length];
        init[..insertAt].CopyTo(result);
        edit.CopyTo(result, insertAt);
        init[insertAt..].CopyTo(result.AsSpan(insertAt + edit.Length));
        Grow(result, moov, edit.Length);
        Grow(result, track, edit.Length);
        return result;
    }

    /// <summary>The track's ticks per second.</summary>
    public static uint Timescale(ReadOnlySpan<byte> init) => FilmTrack.ReadTimescale(init, Media(init));

    /// <summary>Where presentation begins in the track, in ticks; zero without an edit list.</summary>
    public static long MediaTime(ReadOnlySpan<byte> init) => EditList.ReadMediaTime(init, Track(init));

    /// <summary>The one sample entry (avc1, mp4a ...) of the one track.</summary>
    public static Box SampleEntry(ReadOnlySpan<byte> init)
    {
        var table = Media(init).Child(init, "minf").Child(init, "stbl").Child(init, "stsd");
        var entries = Box.Read(init, table.Payload + 8, table.End);
        return entries.Count == 1
            ? entries[0]
            : throw new MalformedMp4Exception($"The track has {entries.Count} sample entries where one was expected.");
    }

    private static Box Track(ReadOnlySpan<byte> init) =>
        Box.Only(Box.Read(init, 0, init.Length), "moov", "file").Child(init, "trak");

    private static Box Media(ReadOnlySpan<byte> init) => Track(init).Child(init, "mdia");

    private static void Grow(Span<byte> data, Box box, int bytes) =>
        BinaryPrimitives.WriteInt32BigEndian(data[box.Offset..], box.Bytes + bytes);
}

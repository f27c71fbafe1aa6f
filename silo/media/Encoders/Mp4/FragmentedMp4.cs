using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>A fragmented MP4 of one track, taken apart.</summary>
internal sealed class FragmentedMp4
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private FragmentedMp4(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> init, List<FragmentPart> parts)
    {
        _bytes = bytes;
        Init = init;
        Parts = parts;
    }

    /// <summary>File type and movie header.</summary>
    public ReadOnlyMemory<byte> Init { get; }

    public IReadOnlyList<FragmentPart> Parts { get; }

    public IEnumerable<TrackSample> Samples => Parts.SelectMany(part => part.Fragment.Samples);

    /// <summary>Takes a whole file apart: movie header first, then fragments, each a moof with its mdat.</summary>
    public static FragmentedMp4 Read(ReadOnlyMemory<byte> bytes)
    {
        var data = bytes.Span;
        var boxes = Box.Read(data, 0, data.Length);
        var moov = Box.Only(boxes, "moov", "file");
        if (boxes.Count < 2 || boxes[0].Name != "ftyp" || boxes[1] != moov)
            throw new MalformedMp4Exception("The file does not begin with its type and its movie header.");
        return new FragmentedMp4(bytes, bytes[..moov.End], ReadParts(data, boxes[2..]));
    }

    /// <summary>Takes fragments apart that come without their initialisation part.</summary>
    public static IReadOnlyList<FragmentPart> ReadFragments(ReadOnlySpan<byte> data) =>
        ReadParts(data, Box.Read(data, 0, data.Length));

    /// <summary>Moves fragments in time and order, in place; the first gets the given number and time.</summary>
    public static void Position(Span<byte> fragments, uint sequenceNumber, ulong baseDecodeTime)
    {
        var parts = ReadFragments(fragments);
        var first = parts.Count == 0 ? 0 : parts[0].Fragment.BaseDecodeTime;
        foreach (var part in parts)
        {
            var children = part.Moof.Children(fragments);
            var number = Box.Only(children, "mfhd", "moof");
            BinaryPrimitives.WriteUInt32BigEndian(fragments[(number.Payload + 4)..], sequenceNumber++);
            var time = Box.Only(children, "traf", "moof").Child(fragments, "tfdt");
            if (fragments[time.Payload] != 1)
                throw new MalformedMp4Exception("A fragment's time field is too narrow to move.");
            BinaryPrimitives.WriteUInt64BigEndian(
                fragments[(time.Payload + 4)..], baseDecodeTime + (part.Fragment.BaseDecodeTime - first));
        }
    }

    /// <summary>The samples' bytes of all fragments, one after the other.</summary>
    public byte[] Payload()
    {
        var payload = new byte[Samples.Sum(sample => (long)sample.Bytes)];
        var filled = 0;
        foreach (var part in Parts)
        {
            var bytes = (int)part.Fragment.Samples.Sum(sample => (long)sample.Bytes);
            _bytes.Span.Slice(part.Moof.Offset + part.Fragment.DataOffset, bytes).CopyTo(payload.AsSpan(filled));
            filled += bytes;
        }

        return payload;
    }

    private static List<FragmentPart> ReadParts(ReadOnlySpan<byte> data, List<Box> boxes)
    {
        var parts = new List<FragmentPart>();
        for (var i = 0; i < boxes.Count; i++)
        {
            if (boxes[i].Name is "mdat") throw new MalformedMp4Exception("Media data without a header before it.");
            if (boxes[i].Name is not "moof") continue; // Indexes and padding say nothing new.
            if (i + 1 == boxes.Count || boxes[i + 1].Name != "mdat")
                throw new MalformedMp4Exception("A fragment's header is not followed by its data.");
            parts.Add(Checked(new FragmentPart(boxes[i], boxes[i + 1], Fragment.Read(data, boxes[i]))));
            i++;
        }

        return parts;
    }

    private static FragmentPart Checked(FragmentPart part)
    {
        var start = (long)part.Moof.Offset + part.Fragment.DataOffset;
        var end = start + part.Fragment.Samples.Sum(sample => (long)sample.Bytes);
        return start == part.Mdat.Payload && end == part.Mdat.End
            ? part
            : throw new MalformedMp4Exception("A fragment's samples do not fill its data.");
    }
}

/// <summary>One fragment and where its two boxes lie.</summary>
internal sealed record FragmentPart(Box Moof, Box Mdat, Fragment Fragment);

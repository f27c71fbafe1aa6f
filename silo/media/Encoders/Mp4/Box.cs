using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>One box of an MP4 file: where it lies in the buffer it was read from.</summary>
internal readonly record struct Box(uint Type, int Offset, int HeaderBytes, int Bytes)
{
    public int Payload => Offset + HeaderBytes;

    public int PayloadBytes => Bytes - HeaderBytes;

    public int End => Offset + Bytes;

    public string Name => NameOf(Type);

    public Range Whole => Offset..End;

    public static uint TypeOf(string name) =>
        ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    public static string NameOf(uint type) => string.Create(4, type, static (text, value) =>
    {
        for (var i = 0; i < 4; i++)
        {
            var character = (char)((value >> (24 - (8 * i))) & 0xFF);
            text[i] = char.IsAscii(character) && !char.IsControl(character) ? character : '?';
        }
    });

    /// <summary>Bytes of the header that begins so: more where the size of its box needs more than 32 bits.</summary>
    public static int HeaderBytesOf(ReadOnlySpan<byte> start) =>
        BinaryPrimitives.ReadUInt32BigEndian(start) == 1 ? 16 : 8;

    /// <summary>What a whole header says of its box.</summary>
    public static (uint Type, long Bytes) ReadHeader(ReadOnlySpan<byte> header) => (
        BinaryPrimitives.ReadUInt32BigEndian(header[4..]),
        header.Length == 16
            ? BinaryPrimitives.ReadInt64BigEndian(header[8..])
            : BinaryPrimitives.ReadUInt32BigEndian(header));

    /// <summary>The boxes that lie side by side between two places; together they fill the whole stretch.</summary>
    public static List<Box> Read(ReadOnlySpan<byte> data, int start, int end)
    {
        var boxes = new List<Box>();
        while (start < end)
        {
            var box = ReadOne(data, start, end);
            boxes.Add(box);
            start = box.End;
        }

        return boxes;
    }

    public List<Box> Children(ReadOnlySpan<byte> data) => Read(data, Payload, End);

    public Box Child(ReadOnlySpan<byte> data, string name) => Only(Children(data), name, Name);

    public static Box Only(List<Box> boxes, string name, string place)
    {
        var type = TypeOf(name);
        var found = boxes.FindAll(box => box.Type == type);
        return found.Count == 1
            ? found[0]
            : throw new MalformedMp4Exception($"{place} holds {found.Count} boxes '{name}' where one was expected.");
    }

    private static Box ReadOne(ReadOnlySpan<byte> data, int start, int end)
    {
        if (end - start < 8) throw new MalformedMp4Exception($"A box header is cut off at byte {start}.");
        var header = HeaderBytesOf(data[start..]);
        if (end - start < header) throw new MalformedMp4Exception($"A long box header is cut off at byte {start}.");
        var (type, bytes) = ReadHeader(data.Slice(start, header));
        if (bytes < header || bytes > end - start)
        {
            throw new MalformedMp4Exception(
                $"Box '{NameOf(type)}' at byte {start} claims {bytes} bytes where {end - start} are left.");
        }

        return new Box(type, start, header, (int)bytes);
    }
}

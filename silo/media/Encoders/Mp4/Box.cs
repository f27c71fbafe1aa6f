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
        long bytes = BinaryPrimitives.ReadUInt32BigEndian(data[start..]);
        var type = BinaryPrimitives.ReadUInt32BigEndian(data[(start + 4)..]);
        var header = 8;
        if (bytes == 1)
        {
            if (end - start < 16) throw new MalformedMp4Exception($"A long box header is cut off at byte {start}.");
            bytes = BinaryPrimitives.ReadInt64BigEndian(data[(start + 8)..]);
            header = 16;
        }

        if (bytes < header || bytes > end - start)
        {
            throw new MalformedMp4Exception(
                $"Box '{NameOf(type)}' at byte {start} claims {bytes} bytes where {end - start} are left.");
        }

        return new Box(type, start, header, (int)bytes);
    }
}

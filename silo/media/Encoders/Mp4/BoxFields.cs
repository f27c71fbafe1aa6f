using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>Reads the fields of one box in order and never past its end.</summary>
internal ref struct BoxFields
{
    private readonly ReadOnlySpan<byte> _payload;
    private readonly string _name;
    private int _position;

    public BoxFields(ReadOnlySpan<byte> data, Box box)
    {
        _payload = data.Slice(box.Payload, box.PayloadBytes);
        _name = box.Name;
    }

    public readonly int BytesLeft => _payload.Length - _position;

    /// <summary>Version and flags, as most boxes begin.</summary>
    public (byte Version, uint Flags) Header()
    {
        var word = UInt32();
        return ((byte)(word >> 24), word & 0xFFFFFF);
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public byte Byte() => Take(1)[0];

    public void Skip(int bytes) => Take(bytes);

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes < 0 || bytes > BytesLeft)
            throw new MalformedMp4Exception($"Box '{_name}' ends in the middle of a field.");
        var field = _payload.Slice(_position, bytes);
        _position += bytes;
        return field;
    }
}

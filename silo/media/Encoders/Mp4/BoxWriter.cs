using System.Buffers;
using System.Buffers.Binary;

namespace Framemill.Media.Encoders.Mp4;

/// <summary>Writes boxes into a growing buffer; a box's size is filled in when it closes.</summary>
internal sealed class BoxWriter
{
    /// <summary>One, as a number with sixteen bits behind the point.</summary>
    public const uint One = 0x00010000;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly List<(int Offset, uint Bytes)> _sizes = [];

    public int Bytes => _buffer.WrittenCount;

    public Open Begin(string name)
    {
        var offset = Bytes;
        UInt32(0);
        UInt32(Box.TypeOf(name));
        return new Open(this, offset);
    }

    public Open BeginFull(string name, byte version, uint flags)
    {
        var open = Begin(name);
        UInt32(((uint)version << 24) | flags);
        return open;
    }

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(2), value);
        _buffer.Advance(2);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Int32(int value) => UInt32(unchecked((uint)value));

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Zeros(int bytes)
    {
        _buffer.GetSpan(bytes)[..bytes].Clear();
        _buffer.Advance(bytes);
    }

    /// <summary>The matrix of a picture that is shown as it is.</summary>
    public void PlainMatrix()
    {
        foreach (var value in (ReadOnlySpan<uint>)[One, 0, 0, 0, One, 0, 0, 0, 0x40000000]) UInt32(value);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public byte[] ToArray()
    {
        var bytes = _buffer.WrittenSpan.ToArray();
        foreach (var (offset, size) in _sizes) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(offset), size);
        return bytes;
    }

    public readonly struct Open(BoxWriter writer, int offset) : IDisposable
    {
        public void Dispose() => writer._sizes.Add((offset, (uint)(writer.Bytes - offset)));
    }
}

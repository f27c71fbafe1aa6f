using System.Buffers.Binary;

namespace Framemill.Media.Sound;

/// <summary>16-bit mono sound in a WAV file. Pure.</summary>
internal sealed record WaveFile(int Rate, short[] Samples)
{
    private const int HeaderBytes = 44;

    /// <exception cref="FormatException">These bytes are nothing of the kind.</exception>
    public static WaveFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
            throw new FormatException("This is no WAV file.");
        var rate = 0;
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var name = bytes.Slice(at, 4);
            var length = (int)Math.Min(
                BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), (uint)(bytes.Length - at - 8));
            var body = bytes.Slice(at + 8, length);
            if (name.SequenceEqual("fmt "u8)) rate = ReadFormat(body);
            if (name.SequenceEqual("data"u8))
                return new WaveFile(rate > 0 ? rate : throw NoFormat(), ReadSamples(body));
            at += 8 + length + (length & 1);
        }

        throw new FormatException("This WAV file has no sound in it.");
    }

    public byte[] Write()
    {
        var bytes = new byte[HeaderBytes + (Samples.Length * 2)];
        var span = bytes.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], Samples.Length * 2);
        for (var i = 0; i < Samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(span[(HeaderBytes + (i * 2))..], Samples[i]);
        return bytes;
    }

    private static int ReadFormat(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16
            || BinaryPrimitives.ReadInt16LittleEndian(body) != 1
            || BinaryPrimitives.ReadInt16LittleEndian(body[2..]) != 1
            || BinaryPrimitives.ReadInt16LittleEndian(body[14..]) != 16)
        {
            throw new FormatException("This WAV file is not 16-bit mono.");
        }

        return BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
    }

    private static FormatException NoFormat() => new("This WAV file does not say what is in it.");

    private static short[] ReadSamples(ReadOnlySpan<byte> body)
    {
        var samples = new short[body.Length / 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(body[(i * 2)..]);
        return samples;
    }
}

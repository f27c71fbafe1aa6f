using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// The bytes of a frame index: steps between timestamps as variable-length numbers, so that an hour of video takes
/// about a quarter of a megabyte.
/// </summary>
public static class FrameIndexFile
{
    private const uint Magic = 0x31584946; // "FIX1"
    private const int FramesMax = 100_000_000;

    public static void Write(FrameIndex index, Stream target)
    {
        using var writer = new BinaryWriter(target, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        WriteRational(writer, index.TimeBase);
        WriteRational(writer, index.Origin);
        writer.Write7BitEncodedInt(index.Count);
        writer.Write7BitEncodedInt(index.KeyFrames.Count);
        writer.Write(index.Timestamps[0]);
        for (var i = 1; i < index.Count; i++)
            writer.Write7BitEncodedInt64(index.Timestamps[i] - index.Timestamps[i - 1]);
        writer.Write7BitEncodedInt64(index.End - index.Timestamps[^1]);
        var last = 0;
        foreach (var frame in index.KeyFrames)
        {
            writer.Write7BitEncodedInt(frame - last);
            last = frame;
        }
    }

    /// <exception cref="InvalidDataException">These are not the bytes of an index.</exception>
    public static FrameIndex Read(Stream source)
    {
        using var reader = new BinaryReader(source, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException("Not a frame index.");
            var timeBase = ReadRational(reader);
            var origin = ReadRational(reader);
            var timestamps = new long[Bounded(reader.Read7BitEncodedInt(), 1)];
            var keyFrames = new int[Bounded(reader.Read7BitEncodedInt(), 0)];
            timestamps[0] = reader.ReadInt64();
            for (var i = 1; i < timestamps.Length; i++)
                timestamps[i] = timestamps[i - 1] + reader.Read7BitEncodedInt64();
            var end = timestamps[^1] + reader.Read7BitEncodedInt64();
            var last = 0;
            for (var i = 0; i < keyFrames.Length; i++) keyFrames[i] = last += reader.Read7BitEncodedInt();
            return new FrameIndex(timeBase, origin, timestamps, keyFrames, end);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or DivideByZeroException)
        {
            throw new InvalidDataException("The frame index is damaged.", error);
        }
    }

    private static int Bounded(int count, int least) => count >= least && count <= FramesMax
        ? count
        : throw new InvalidDataException("The frame index is damaged.");

    private static void WriteRational(BinaryWriter writer, Rational value)
    {
        writer.Write((long)value.Numerator);
        writer.Write((long)value.Denominator);
    }

    private static Rational ReadRational(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());
}

namespace Framemill.Media.Encoders.Mp4;

/// <summary>
/// Writes the initialisation part of a video track (ISO 14496-12, -15; CMAF): type, movie header, how to decode, and an
/// edit list that takes the delay of reordered frames off again, so that every player shows the first frame at zero.
/// </summary>
internal static class VideoInitWriter
{
    private static readonly byte[] FileType = [.. "iso6"u8, 0, 0, 2, 0, .. "iso6"u8, .. "cmfc"u8, .. "mp41"u8];

    /// <param name="shift">Ticks by which composition times are late.</param>
    public static byte[] Write(
        VideoFormat format, ReadOnlySpan<byte> sequenceParameters, ReadOnlySpan<byte> pictureParameters, int shift)
    {
        var writer = new BoxWriter();
        using (writer.Begin("ftyp")) writer.Raw(FileType);
        using (writer.Begin("moov"))
        {
            WriteMovie(writer);
            using (writer.Begin("trak"))
            {
                WriteTrackHeader(writer, format);
                EditList.Write(writer, (uint)shift);
                WriteMedia(writer, format, sequenceParameters, pictureParameters);
            }

            using (writer.Begin("mvex"))
            using (writer.BeginFull("trex", 0, 0))
            {
                writer.UInt32(1);
                writer.UInt32(1); // The one sample entry.
                writer.Zeros(12);
            }
        }

        return writer.ToArray();
    }

    private static void WriteMovie(BoxWriter writer)
    {
        using (writer.BeginFull("mvhd", 0, 0))
        {
            writer.Zeros(8);
            writer.UInt32(1000);
            writer.UInt32(0); // Lasts as long as the fragments do.
            writer.UInt32(BoxWriter.One); // Rate.
            writer.UInt32(0x01000000); // Volume 1.
            writer.Zeros(8);
            writer.PlainMatrix();
            writer.Zeros(24);
            writer.UInt32(2); // The next track's number.
        }
    }

    private static void WriteTrackHeader(BoxWriter writer, VideoFormat format)
    {
        using (writer.BeginFull("tkhd", 0, 3)) // Enabled and part of the movie.
        {
            writer.Zeros(8);
            writer.UInt32(1);
            writer.Zeros(24); // Reserved, length, layer, group and volume.
            writer.PlainMatrix();
            writer.UInt32((uint)format.Width << 16);
            writer.UInt32((uint)format.Height << 16);
        }
    }

    private static void WriteMedia(
        BoxWriter writer, VideoFormat format, ReadOnlySpan<byte> sequence, ReadOnlySpan<byte> picture)
    {
        using var media = writer.Begin("mdia");
        using (writer.BeginFull("mdhd", 0, 0))
        {
            writer.Zeros(8);
            writer.UInt32((uint)format.Rate.Numerator);
            writer.UInt32(0);
            writer.UInt32(0x55C40000); // Language: undetermined.
        }

        using (writer.BeginFull("hdlr", 0, 0))
        {
            writer.UInt32(0);
            writer.Raw("vide"u8);
            writer.Zeros(12);
            writer.Raw("Video\0"u8);
        }

        using var information = writer.Begin("minf");
        using (writer.BeginFull("vmhd", 0, 1)) writer.UInt64(0);
        using (writer.Begin("dinf"))
        using (writer.BeginFull("dref", 0, 0))
        {
            writer.UInt32(1);
            using (writer.BeginFull("url ", 0, 1))
            {
                // Flag 1: the data lies in the same file.
            }
        }

        using var table = writer.Begin("stbl");
        using (writer.BeginFull("stsd", 0, 0))
        {
            writer.UInt32(1);
            WriteEntry(writer, format, sequence, picture);
        }

        // The samples are in the fragments: the tables here are empty.
        using (writer.BeginFull("stts", 0, 0)) writer.UInt32(0);
        using (writer.BeginFull("stsc", 0, 0)) writer.UInt32(0);
        using (writer.BeginFull("stsz", 0, 0)) writer.UInt64(0);
        using (writer.BeginFull("stco", 0, 0)) writer.UInt32(0);
    }

    private static void WriteEntry(
        BoxWriter writer, VideoFormat format, ReadOnlySpan<byte> sequence, ReadOnlySpan<byte> picture)
    {
        using var entry = writer.Begin("avc1");
        writer.UInt32(0);
        writer.UInt32(1); // Reserved, then the first data reference.
        writer.Zeros(16);
        writer.UInt16((ushort)format.Width);
        writer.UInt16((ushort)format.Height);
        writer.UInt32(0x00480000); // 72 dots an inch, both ways.
        writer.UInt32(0x00480000);
        writer.UInt32(0);
        writer.UInt16(1);
        writer.Zeros(32); // No name.
        writer.UInt16(24);
        writer.UInt16(0xFFFF);
        using (writer.Begin("avcC")) WriteConfiguration(writer, sequence, picture);
        using (writer.Begin("colr"))
        {
            writer.Raw("nclx"u8);
            for (var i = 0; i < 3; i++) writer.UInt16(1); // BT.709 primaries, transfer and matrix.
            writer.Raw([0]); // Limited range.
        }

        using (writer.Begin("pasp"))
        {
            writer.UInt32(1);
            writer.UInt32(1);
        }
    }

    /// <summary>AVCDecoderConfigurationRecord: units have four bytes of length.</summary>
    private static void WriteConfiguration(BoxWriter writer, ReadOnlySpan<byte> sequence, ReadOnlySpan<byte> picture)
    {
        var profile = sequence[1];
        writer.Raw([1, profile, sequence[2], sequence[3], 0xFF, 0xE1]);
        writer.UInt16((ushort)sequence.Length);
        writer.Raw(sequence);
        writer.Raw([1]);
        writer.UInt16((ushort)picture.Length);
        writer.Raw(picture);
        const byte High = 100;
        if (profile >= High) writer.Raw([0xFD, 0xF8, 0xF8, 0]); // 4:2:0, eight bits, no extension.
    }
}

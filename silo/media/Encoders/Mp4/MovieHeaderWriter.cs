namespace Framemill.Media.Encoders.Mp4;

/// <summary>
/// Writes the header (ftyp and moov) of a finished film. What describes the codecs is taken from the inits.
/// </summary>
internal static class MovieHeaderWriter
{
    private static readonly byte[] FileType =
        [.. "isom"u8, 0, 0, 2, 0, .. "isom"u8, .. "iso2"u8, .. "avc1"u8, .. "mp41"u8];

    /// <summary>
    /// The header for media data that begins right after it and <paramref name="dataHeaderBytes"/> more.
    /// </summary>
    public static byte[] Write(IReadOnlyList<TrackTable> tracks, string encoder, int dataHeaderBytes)
    {
        // Offsets depend on the header's own size, and their width on the offsets: two or three rounds settle it.
        long dataStart = 0;
        while (true)
        {
            var header = WriteAt(tracks, encoder, dataStart);
            if (header.Length + dataHeaderBytes == dataStart) return header;
            dataStart = header.Length + dataHeaderBytes;
        }
    }

    private static byte[] WriteAt(IReadOnlyList<TrackTable> tracks, string encoder, long dataStart)
    {
        var writer = new BoxWriter();
        using (writer.Begin("ftyp")) writer.Raw(FileType);
        using (writer.Begin("moov"))
        {
            // A multiple of the picture's timescale, so that the picture's length is exact.
            var timescale = tracks[0].Timescale < 1000 ? tracks[0].Timescale * 1000 : tracks[0].Timescale;
            var duration = tracks.Max(track => Rescale(track, timescale));
            WriteMovie(writer, tracks, timescale, duration);
            for (var i = 0; i < tracks.Count; i++) WriteTrack(writer, tracks[i], (uint)i + 1, timescale, dataStart);
            WriteEncoder(writer, encoder);
        }

        return writer.ToArray();
    }

    private static void WriteMovie(BoxWriter writer, IReadOnlyList<TrackTable> tracks, uint timescale, ulong duration)
    {
        using (writer.BeginFull("mvhd", 1, 0))
        {
            writer.Zeros(16);
            writer.UInt32(timescale);
            writer.UInt64(duration);
            writer.UInt32(BoxWriter.One); // Rate.
            writer.UInt32(0x01000000); // Volume 1.
            writer.Zeros(8);
            writer.PlainMatrix();
            writer.Zeros(24);
            writer.UInt32((uint)tracks.Count + 1);
        }
    }

    private static void WriteTrack(BoxWriter writer, TrackTable track, uint id, uint timescale, long dataStart)
    {
        var init = track.Init.Span;
        var source = Box.Only(Box.Read(init, 0, init.Length), "moov", "init").Child(init, "trak");
        var media = source.Child(init, "mdia");
        var information = media.Child(init, "minf");
        using (writer.Begin("trak"))
        {
            WriteTrackHeader(writer, init, source.Child(init, "tkhd"), id, Rescale(track, timescale));
            EditList.Write(writer, Rescale(track, timescale), track.MediaTime);
            using (writer.Begin("mdia"))
            {
                using (writer.BeginFull("mdhd", 1, 0))
                {
                    writer.Zeros(16);
                    writer.UInt32(track.Timescale);
                    writer.UInt64((ulong)track.Ticks);
                    writer.UInt32(0x55C40000); // Language: undetermined.
                }

                writer.Raw(init[media.Child(init, "hdlr").Whole]);
                using (writer.Begin("minf"))
                {
                    foreach (var child in information.Children(init).Where(child => child.Name != "stbl"))
                        writer.Raw(init[child.Whole]);
                    var description = information.Child(init, "stbl").Child(init, "stsd");
                    SampleTableWriter.Write(writer, track, init[description.Whole], dataStart);
                }
            }
        }
    }

    private static void WriteTrackHeader(BoxWriter writer, ReadOnlySpan<byte> init, Box box, uint id, ulong duration)
    {
        if (init[box.Payload] != 0) throw new MalformedMp4Exception("The track header has another form than ours.");
        using (writer.BeginFull("tkhd", 1, 3)) // Enabled and part of the movie.
        {
            writer.Zeros(16);
            writer.UInt32(id);
            writer.UInt32(0);
            writer.UInt64(duration);
            writer.Raw(init[(box.Payload + 24)..box.End]); // Layer, volume, matrix and size as they are.
        }
    }

    /// <summary>
    /// What is presented of the track in the movie's units, rounded up: no player may cut the last frame.
    /// </summary>
    private static ulong Rescale(TrackTable track, uint timescale) =>
        (ulong)(((Int128)track.Presented * timescale + track.Timescale - 1) / track.Timescale);

    private static void WriteEncoder(BoxWriter writer, string encoder)
    {
        using (writer.Begin("udta"))
        using (writer.BeginFull("meta", 0, 0))
        {
            using (writer.BeginFull("hdlr", 0, 0))
            {
                writer.UInt32(0);
                writer.Raw("mdirappl"u8);
                writer.UInt64(0);
                writer.Raw([0]);
            }

            using (writer.Begin("ilst"))
            using (writer.Begin("\u00A9too"))
            using (writer.BeginFull("data", 0, 1))
            {
                writer.UInt32(0);
                writer.Raw(System.Text.Encoding.UTF8.GetBytes(encoder));
            }
        }
    }
}

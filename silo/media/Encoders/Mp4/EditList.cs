namespace Framemill.Media.Encoders.Mp4;

/// <summary>
/// The edit list (edts) of a track with one edit: presentation begins so many ticks into the track. What reordering of
/// frames delays is so taken off again, and every player shows the first frame at zero.
/// </summary>
internal static class EditList
{
    /// <summary>For a track whose edit lasts as long as its fragments do.</summary>
    public static void Write(BoxWriter writer, uint mediaTime)
    {
        using (writer.Begin("edts"))
        using (writer.BeginFull("elst", 0, 0))
        {
            writer.UInt32(1);
            writer.UInt32(0);
            writer.UInt32(mediaTime);
            writer.UInt32(BoxWriter.One);
        }
    }

    /// <param name="duration">What is presented, in the movie's units.</param>
    public static void Write(BoxWriter writer, ulong duration, long mediaTime)
    {
        using (writer.Begin("edts"))
        using (writer.BeginFull("elst", 1, 0))
        {
            writer.UInt32(1);
            writer.UInt64(duration);
            writer.UInt64((ulong)mediaTime);
            writer.UInt32(BoxWriter.One);
        }
    }

    public static bool IsIn(ReadOnlySpan<byte> data, Box track) =>
        track.Children(data).Exists(box => box.Type == Box.TypeOf("edts"));

    /// <summary>Where presentation begins in a track, in its ticks; zero without an edit list.</summary>
    public static long ReadMediaTime(ReadOnlySpan<byte> data, Box track)
    {
        if (!IsIn(data, track)) return 0;
        var fields = new BoxFields(data, track.Child(data, "edts").Child(data, "elst"));
        var version = fields.Header().Version;
        var edits = fields.UInt32();
        if (edits != 1) throw new MalformedMp4Exception($"A track has {edits} edits where one was expected.");
        fields.Skip(version == 1 ? 8 : 4);
        return version == 1 ? (long)fields.UInt64() : fields.Int32();
    }
}

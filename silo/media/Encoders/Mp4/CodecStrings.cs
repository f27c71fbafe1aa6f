namespace Framemill.Media.Encoders.Mp4;

/// <summary>How playlists name a codec (RFC 6381), read from what the initialisation part really says.</summary>
public static class CodecStrings
{
    private const int VideoEntryBytes = 78;
    private const int SoundEntryBytes = 28;

    public static string Read(ReadOnlySpan<byte> init)
    {
        var entry = InitSegment.SampleEntry(init);
        return entry.Name switch
        {
            "avc1" => Avc(init, entry),
            "mp4a" => Aac(init, entry),
            _ => throw new MalformedMp4Exception($"Playlists here know no codec '{entry.Name}'."),
        };
    }

    private static string Avc(ReadOnlySpan<byte> init, Box entry)
    {
        var fields = new BoxFields(init, Configuration(init, entry, VideoEntryBytes, "avcC"));
        fields.Skip(1);
        return $"avc1.{fields.Byte():x2}{fields.Byte():x2}{fields.Byte():x2}";
    }

    /// <summary>Walks the descriptors down to the first five bits of the decoder's own configuration.</summary>
    private static string Aac(ReadOnlySpan<byte> init, Box entry)
    {
        var fields = new BoxFields(init, Configuration(init, entry, SoundEntryBytes, "esds"));
        fields.Header();
        Descriptor(ref fields, 0x03);
        fields.Skip(2);
        if (fields.Byte() != 0)
            throw new MalformedMp4Exception("An elementary stream with dependencies is not AAC of ours.");
        Descriptor(ref fields, 0x04);
        var objectType = fields.Byte();
        fields.Skip(12);
        Descriptor(ref fields, 0x05);
        return $"mp4a.{objectType:x2}.{fields.Byte() >> 3}";
    }

    private static Box Configuration(ReadOnlySpan<byte> init, Box entry, int fixedBytes, string name)
    {
        if (entry.PayloadBytes < fixedBytes)
            throw new MalformedMp4Exception($"Sample entry '{entry.Name}' is cut off.");
        return Box.Only(Box.Read(init, entry.Payload + fixedBytes, entry.End), name, entry.Name);
    }

    private static void Descriptor(ref BoxFields fields, byte tag)
    {
        if (fields.Byte() != tag) throw new MalformedMp4Exception($"Descriptor {tag} is missing.");
        while ((fields.Byte() & 0x80) != 0)
        {
        }
    }
}

using System.Globalization;
using System.Text;

namespace Framemill.Media.Encoders;

/// <summary>The text of HTTP Live Streaming playlists (RFC 8216, fragmented MP4). Pure.</summary>
public static class HlsPlaylists
{
    private const string SoundGroup = "sound";

    /// <summary>What a player opens first: one picture stream and, where something sounds, one sound stream.</summary>
    public static string Master(HlsMaster master)
    {
        ArgumentNullException.ThrowIfNull(master);
        var video = master.Video;
        var codecs = master.Sound is { } sound ? $"{video.Codec},{sound.Codec}" : video.Codec;
        var bits = video.BitsPerSecondPeak + (master.Sound?.BitsPerSecondPeak ?? 0);
        var text = Begin();
        text.Append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (master.Sound is { } group)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{SoundGroup}\",")
                .Append("NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",")
                .Append(CultureInfo.InvariantCulture, $"URI=\"{Attribute(group.Uri)}\"\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={bits},CODECS=\"{Attribute(codecs)}\",")
            .Append(CultureInfo.InvariantCulture, $"RESOLUTION={video.Width}x{video.Height},")
            .Append(CultureInfo.InvariantCulture, $"FRAME-RATE={video.Rate.ToDouble():0.000}");
        if (master.Sound is not null) text.Append(CultureInfo.InvariantCulture, $",AUDIO=\"{SoundGroup}\"");
        return text.Append('\n').Append(Line(video.Uri)).Append('\n').ToString();
    }

    /// <summary>The parts of one stream that are ready. It only ever grows until it is complete.</summary>
    public static string Media(HlsMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        var longest = media.Parts.Count == 0 ? media.PartSecondsTarget : media.Parts.Max(part => part.Seconds);
        var target = (long)Math.Ceiling(Math.Max(longest, media.PartSecondsTarget) - 1e-9);
        var text = Begin();
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{Math.Max(1, target)}\n")
            .Append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"{Attribute(media.InitUri)}\"");
        if (media.InitBytes is { } init)
            text.Append(CultureInfo.InvariantCulture, $",BYTERANGE=\"{init.Length}@{init.Offset}\"");
        text.Append('\n');
        foreach (var part in media.Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{part.Seconds:0.000000},\n");
            if (part.Bytes is { } range)
                text.Append(CultureInfo.InvariantCulture, $"#EXT-X-BYTERANGE:{range.Length}@{range.Offset}\n");
            text.Append(Line(part.Uri)).Append('\n');
        }

        if (media.IsComplete) text.Append("#EXT-X-ENDLIST\n");
        return text.ToString();
    }

    private static StringBuilder Begin() => new("#EXTM3U\n#EXT-X-VERSION:7\n");

    private static string Attribute(string value) => value.AsSpan().ContainsAny("\"\r\n")
        ? throw new ArgumentException("A playlist attribute holds no quotes and no line breaks.", nameof(value))
        : value;

    private static string Line(string uri) => uri.Length == 0 || uri[0] == '#' || uri.AsSpan().ContainsAny("\r\n")
        ? throw new ArgumentException("This is no address that a playlist can hold.", nameof(uri))
        : uri;
}

using System.Globalization;

namespace Framemill.Media.Sources;

/// <summary>
/// Reads ffmpeg's "showinfo" lines: one for each frame, in order, with the timestamp that the frame has in the
/// file. This is how a decoded frame is known by its time and not by counting.
/// </summary>
internal static class ShownFrame
{
    public static long? Timestamp(string line)
    {
        if (!line.Contains("showinfo", StringComparison.Ordinal)) return null;
        // "... n:   3 pts:   1501 pts_time:0.05 ...": progress may stand before it on the same line.
        var place = line.IndexOf(" pts:", StringComparison.Ordinal);
        if (place < 0 || !line.Contains(" n:", StringComparison.Ordinal)) return null;
        var rest = line.AsSpan(place + 5).TrimStart();
        var end = rest.IndexOf(' ');
        return end > 0 && long.TryParse(rest[..end], CultureInfo.InvariantCulture, out var timestamp) ? timestamp
            : null;
    }

    /// <summary>Information that nobody reads: it must not push errors out of the tail that is kept.</summary>
    public static bool IsNoise(string line) =>
        line.Contains("showinfo", StringComparison.Ordinal)
        || line.StartsWith("  ", StringComparison.Ordinal)
        || line.StartsWith("Input #", StringComparison.Ordinal) || line.StartsWith("Output #", StringComparison.Ordinal)
        || line.StartsWith("Stream mapping", StringComparison.Ordinal)
        || line.StartsWith("video:", StringComparison.Ordinal);
}

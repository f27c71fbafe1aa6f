using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// The chain of filters that makes any video's frames into ours: upright, of the wanted size, BT.709, limited range,
/// 8 bit 4:2:0, with alpha where the source has it. Pure text.
/// </summary>
internal static class VideoFilters
{
    // Exact arithmetic, the same on every processor: frames must not depend on the machine that decoded them.
    private const string Scaling = "flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact";

    /// <param name="firstTimestamp">Frames before it are dropped; null for none.</param>
    /// <param name="lookupTable">
    /// The table that maps high dynamic range to standard; null for standard sources.
    /// </param>
    public static string Chain(MediaFacts facts, FrameSize size, long? firstTimestamp, string? lookupTable)
    {
        List<string> filters = [];
        if (facts.IsInterlaced)
        {
            // It counts time in half ticks: back to the file's, which the index is in.
            filters.Add("bwdif=mode=send_frame:parity=auto:deint=interlaced");
            filters.Add($"settb={facts.TimeBase.Numerator}/{facts.TimeBase.Denominator}");
        }

        if (firstTimestamp is { } first) filters.Add($"trim=start_pts={first}");
        filters.Add("showinfo=checksum=0");
        var unturned = facts.Turn.SwapsSides ? new FrameSize(size.Height, size.Width) : size;
        return string.Join(',', [.. filters, .. Converted(facts, unturned, lookupTable), .. Turned(facts.Turn)]);
    }

    private static IEnumerable<string> Converted(MediaFacts facts, FrameSize size, string? lookupTable)
    {
        var format = facts.HasAlpha ? "yuva420p" : "yuv420p";
        var colour = facts.Colour;
        var scale = $"scale={size.Width}:{size.Height}:{Scaling}";
        var range = colour.IsFullRange ? "pc" : "tv";
        if (lookupTable is not null)
        {
            return
            [
                $"{scale}:in_color_matrix={SwsMatrix(colour.Matrix)}:in_range={range}", "format=gbrp12le",
                $"lut3d=file={Escaped(lookupTable)}:interp=tetrahedral",
                $"scale={Scaling}:out_color_matrix=bt709:out_range=tv", $"format={format}",
            ];
        }

        if (colour.Matrix == "gbr") return [$"{scale}:out_color_matrix=bt709:out_range=tv", $"format={format}"];
        var isWide = colour.Primaries is "bt2020" or "smpte432" or "smpte431";
        // Told of no colours, the converter lets pass what has the size and the format already; else it copies.
        var isOurs = facts.PixelFormat == format && !colour.IsFullRange;
        if (colour.Matrix == "bt709" && !isWide && isOurs) return [scale, $"format={format}"];

        if (colour.Matrix == "bt709" && !isWide)
        {
            return
            [
                $"{scale}:in_color_matrix=bt709:out_color_matrix=bt709:in_range={range}:out_range=tv",
                $"format={format}",
            ];
        }

        // Without subsampling in between: the converter knows no odd sizes there.
        var full = (facts.HasAlpha ? "yuva444p" : "yuv444p") + (facts.BitDepth > 8 ? "10le" : "");
        var matrix = SwsMatrix(colour.Matrix);
        var convert = $"zscale=matrixin={ZMatrix(colour.Matrix)}:matrix=bt709:rangein=tv:range=tv:dither=none";
        if (isWide) convert += $":primariesin={colour.Primaries}:primaries=bt709:transferin=bt709:transfer=bt709";
        return
        [
            $"{scale}:in_color_matrix={matrix}:out_color_matrix={matrix}:in_range={range}:out_range=tv",
            $"format={full}",
            convert, $"scale={Scaling}:in_color_matrix=bt709:out_color_matrix=bt709:in_range=tv:out_range=tv",
            $"format={format}",
        ];
    }

    private static string[] Turned(DisplayTurn turn) => turn switch
    {
        DisplayTurn.FlipHorizontal => ["hflip"],
        DisplayTurn.HalfTurn => ["hflip", "vflip"],
        DisplayTurn.FlipVertical => ["vflip"],
        DisplayTurn.Transpose => ["transpose=cclock_flip"],
        DisplayTurn.Clockwise => ["transpose=clock"],
        DisplayTurn.AntiTranspose => ["transpose=clock_flip"],
        DisplayTurn.CounterClockwise => ["transpose=cclock"],
        _ => [],
    };

    // swscale knows few names, and takes what it does not know for BT.601.
    private static string SwsMatrix(string matrix) => matrix switch
    {
        "bt2020nc" or "bt2020c" => "bt2020",
        "bt470bg" or "smpte170m" => "bt601",
        "fcc" or "smpte240m" or "bt709" => matrix,
        _ => "bt601",
    };

    private static string ZMatrix(string matrix) => matrix switch
    {
        "bt2020c" => "bt2020nc",
        "smpte240m" => "smpte170m",
        _ => matrix,
    };

    private static string Escaped(string path) =>
        path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);
}

namespace Framemill.Media.Sources;

/// <summary>
/// Decides what the numbers of a video mean. The decoded frame knows better than the container; where both are
/// silent, small pictures are BT.601 and large ones BT.709, as every player has it.
/// </summary>
internal static class ColourReading
{
    private const int StandardDefinitionWidthMax = 1024;
    private const int StandardDefinitionHeightMax = 576;

    public static ColourFacts Read(ProbeStream stream, ProbeFrame? frame, string pixelFormat)
    {
        var transfer = Known(frame?.ColorTransfer) ?? Known(stream.ColorTransfer);
        var primaries = Known(frame?.ColorPrimaries) ?? Known(stream.ColorPrimaries);
        var isRgb = PixelFormats.IsRgb(pixelFormat);
        var matrix = isRgb ? "gbr" : Known(frame?.ColorSpace) ?? Known(stream.ColorSpace) ?? Guess(stream, primaries);
        if (matrix is "gbr" && !isRgb) matrix = Guess(stream, primaries); // A tag that cannot be true.
        var range = transfer switch
        {
            "smpte2084" => DynamicRange.Pq,
            "arib-std-b67" => DynamicRange.Hlg,
            _ => DynamicRange.Standard,
        };
        return new ColourFacts
        {
            Matrix = matrix,
            Primaries = primaries ?? Primaries(matrix, stream.Height),
            Transfer = transfer ?? "bt709",
            IsFullRange = isRgb || pixelFormat.StartsWith("yuvj", StringComparison.Ordinal)
                || (Known(frame?.ColorRange) ?? Known(stream.ColorRange)) is "pc" or "jpeg",
            Range = range,
            PeakNits = range == DynamicRange.Pq ? Peak(stream, frame) : null,
        };
    }

    private static string Guess(ProbeStream stream, string? primaries)
    {
        if (primaries == "bt2020") return "bt2020nc";
        // Rotated phone pictures are stored lying, so the longer side decides.
        var isSmall = Math.Max(stream.Width, stream.Height) <= StandardDefinitionWidthMax
            && Math.Min(stream.Width, stream.Height) <= StandardDefinitionHeightMax;
        return isSmall ? "smpte170m" : "bt709";
    }

    private static string Primaries(string matrix, int height) => matrix switch
    {
        "bt2020nc" or "bt2020c" => "bt2020",
        "smpte170m" or "bt470bg" => height == StandardDefinitionHeightMax ? "bt470bg" : "smpte170m",
        _ => "bt709",
    };

    private static int? Peak(ProbeStream stream, ProbeFrame? frame) =>
        (frame?.SideDataList ?? []).Concat(stream.SideDataList)
        .Select(data => data.MaxContent).FirstOrDefault(value => value is > 0);

    private static string? Known(string? tag) =>
        tag is null or "" or "unknown" or "unspecified" or "reserved" ? null : tag;
}

using System.Globalization;

namespace Framemill.Media.Encoders.X264;

/// <summary>What a film's format means to the encoder, by the encoder's own names. Pure.</summary>
internal static class X264Settings
{
    /// <summary>
    /// Frames by which a frame may be sent before it is shown. Fixed for every quality, so that all segments of a film
    /// share one initialisation part.
    /// </summary>
    public const int ReorderFrames = 2;

    /// <summary>Larger than any segment: the only forced key frame is the first.</summary>
    private const int GroupFramesMax = 100_000;

    public static string PresetOf(VideoFormat format) => X264Quality.For(format.Quality).Preset;

    public static IReadOnlyList<(string Name, string Value)> Of(VideoFormat format) =>
    [
        ("crf", Text(X264Quality.For(format.Quality).Crf)),
        ("threads", Text(format.Threads)),
        ("lookahead-threads", Text(format.Threads)),
        // Its own thread for looking ahead races with the macroblock tree: with it, one run in a few gives other bytes
        // of the same frames. Segments must be the same wherever and whenever they are encoded.
        ("sync-lookahead", "0"),
        ("cpu-independent", "1"),
        ("fps", $"{Text(format.Rate.Numerator)}/{Text(format.Rate.Denominator)}"),
        ("force-cfr", "1"),
        ("keyint", Text(GroupFramesMax)),
        ("bframes", "3"),
        ("b-pyramid", "normal"),
        ("open-gop", "0"),
        ("annexb", "0"),
        ("repeat-headers", "0"),
        ("colorprim", "bt709"),
        ("transfer", "bt709"),
        ("colormatrix", "bt709"),
        ("fullrange", "off"),
        ("chromaloc", "0"), // Left, as H.264 has it unless told otherwise.
        ("log", "-1"),
    ];

    /// <summary>All that can change a byte of a segment besides its frames.</summary>
    public static string Describe(VideoFormat format) => string.Create(
        CultureInfo.InvariantCulture,
        $"x264 {X264Library.Build} {format.Width}x{format.Height} {PresetOf(format)} {Joined(Of(format))}");

    private static string Joined(IEnumerable<(string Name, string Value)> settings) =>
        string.Join(':', settings.Select(setting => $"{setting.Name}={setting.Value}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

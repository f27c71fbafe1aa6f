using System.Globalization;
using System.Text.Json;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>A finished film as ffprobe and ffmpeg see it: nobody here wrote those.</summary>
internal sealed class FilmFile(string path)
{
    private readonly Lazy<JsonElement> _probe = new(() => JsonElement.Parse(Run("ffprobe",
        "-v", "error", "-of", "json", "-show_streams", "-show_format", "-count_packets", path)));

    public string Path { get; } = path;

    public JsonElement Video => Stream("video") ?? throw new InvalidDataException("no video stream");

    public bool HasAudio => Stream("audio") is not null;

    public int Width => Video.GetProperty("width").GetInt32();

    public int Height => Video.GetProperty("height").GetInt32();

    public string FrameRate => Text(Video, "r_frame_rate");

    public string PixelFormat => Text(Video, "pix_fmt");

    public string ColourMatrix => Text(Video, "color_space");

    /// <summary>Frames that really decode, not what a header claims.</summary>
    public int DecodedFrames => FrameHashes().Count;

    public double VideoSeconds => Seconds(Video);

    public double AudioSeconds => Seconds(Stream("audio")!.Value);

    /// <summary>True when the index stands before the media, so that a browser can start at once.</summary>
    public bool IsFastStart
    {
        get
        {
            var head = new byte[4096];
            using var file = File.OpenRead(Path);
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var text = System.Text.Encoding.Latin1.GetString(head, 0, length);
            var moov = text.IndexOf("moov", StringComparison.Ordinal);
            var mdat = text.IndexOf("mdat", StringComparison.Ordinal);
            return moov >= 0 && (mdat < 0 || moov < mdat);
        }
    }

    /// <summary>One line a frame: a hash of its decoded pixels.</summary>
    public IReadOnlyList<string> FrameHashes() =>
    [
        .. Run("ffmpeg", "-v", "error", "-nostdin", "-i", Path, "-map", "0:v", "-f", "framemd5", "-")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',')[^1].Trim()),
    ];

    /// <summary>Presentation times in the stream's own clock, in order.</summary>
    public IReadOnlyList<long> PresentationTimes() =>
    [
        .. Run("ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts", "-of", "csv=p=0",
            Path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => long.Parse(line.TrimEnd(','), CultureInfo.InvariantCulture)).Order(),
    ];

    /// <summary>Integrated loudness in LUFS and true peak in dBTP, by ffmpeg's meter.</summary>
    public (double Loudness, double TruePeak) Loudness()
    {
        var lines = Tool.ErrorsAsync("ffmpeg", "-nostdin", "-hide_banner", "-i", Path, "-map", "0:a",
            "-af", "ebur128=peak=true", "-f", "null", "-").GetAwaiter().GetResult().Split('\n');
        var summary = lines.SkipWhile(line => !line.Contains("Summary:", StringComparison.Ordinal)).ToList();
        return (Figure(summary, "I:"), Figure(summary, "Peak:"));
    }

    /// <summary>Mean of each plane of one frame: Y, U, V.</summary>
    public (double Y, double U, double V) MeanColour(int frame)
    {
        var metadata = Run("ffmpeg", "-v", "error", "-nostdin", "-i", Path, "-vf",
            $"select=eq(n\\,{frame}),signalstats,metadata=print:file=-", "-frames:v", "1", "-f", "null", "-").Split(
                '\n');
        double Mean(string name) => Figure(metadata, $"lavfi.signalstats.{name}=");
        return (Mean("YAVG"), Mean("UAVG"), Mean("VAVG"));
    }

    private static double Figure(IEnumerable<string> lines, string label)
    {
        var line = lines.First(l => l.Contains(label, StringComparison.Ordinal));
        var rest = line[(line.IndexOf(label, StringComparison.Ordinal) + label.Length)..].Trim();
        return double.Parse(rest.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private JsonElement? Stream(string type)
    {
        foreach (var stream in _probe.Value.GetProperty("streams").EnumerateArray())
        {
            if (Text(stream, "codec_type") == type) return stream;
        }

        return null;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static double Seconds(JsonElement stream) =>
        double.Parse(Text(stream, "duration"), CultureInfo.InvariantCulture);

    private static string Run(string tool, params string[] arguments) =>
        Tool.RunAsync(tool, arguments).GetAwaiter().GetResult();
}

using System.Text.Json;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// Finds out what a file is, by its bytes and never by its name, before anything of it is decoded at length.
/// </summary>
public sealed class MediaProbe(ProcessRunner processes, SourceOptions options)
{
    private const int DolbyVisionWithoutBaseLayer = 5;

    // More than one: a stream may begin with frames that cannot be decoded alone.
    private const int FewPackets = 8;
    private const int ManyPackets = 1500;

    /// <summary>Facts, or a problem that its owner understands. Never opens a playlist, never the network.</summary>
    public async Task<MediaResult<MediaFacts>> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return new MediaProblem(MediaProblemCode.Missing, "The file does not exist.");
        if (file.Length == 0) return new MediaProblem(MediaProblemCode.Empty, "The file is empty (0 bytes).");
        var result = await HeadAsync(path, cancellationToken) switch
        {
            ContentKind.Jpeg or ContentKind.Png or ContentKind.Gif or ContentKind.WebP or ContentKind.Tiff
                or ContentKind.Heif => await PictureHeader.ReadAsync(processes, options, path, cancellationToken),
            ContentKind.Subtitle => new MediaFacts { Kind = MediaKind.Subtitle, Format = "text" },
            ContentKind.Playlist => Unsupported("This is a playlist: it only names other files, and is not opened."),
            ContentKind.WebPage => NotMedia("This is a web page, not media: the address may need a sign-in."),
            ContentKind.Text => NotMedia("This is a text file, not media."),
            ContentKind.Pdf => Unsupported("PDF documents are not opened."),
            ContentKind.Svg => Unsupported("SVG drawings are not opened as pictures."),
            ContentKind.JpegXl => Unsupported("JPEG XL pictures are not opened."),
            _ => await ProbeStreamsAsync(path, file.Length, cancellationToken),
        };
        return result.Succeeded ? result.Value with { Bytes = file.Length } : result;
    }

    private async Task<MediaResult<MediaFacts>> ProbeStreamsAsync(
        string path, long bytes, CancellationToken cancellationToken)
    {
        // All in one question: to start the tool takes longer than to answer it.
        var (result, document) = await AskAsync(
            path, ["-show_format", "-show_streams", .. FirstFrames(FewPackets)], cancellationToken);
        if (document?.Format is null) return ProblemReading.Read(result, "file");
        var video = ProbeReading.VideoStream(document);
        if (video is { HasCodec: false })
        {
            return new MediaProblem(
                MediaProblemCode.UnsupportedCodec, $"There is no decoder for its pictures (codec '{Tag(video)}').");
        }

        if (video is null && ProbeReading.AudioStream(document) is null)
        {
            return document.Streams.FirstOrDefault(stream => stream.CodecType == "audio") is { } silent
                ? new MediaProblem(
                    MediaProblemCode.UnsupportedCodec, $"There is no decoder for its sound (codec '{Tag(silent)}').")
                : new MediaProblem(MediaProblemCode.NoStreams, "The file holds neither pictures nor sound.");
        }

        var frame = video is null ? null : FrameOf(document, video.Index);
        if (video is not null && frame is null)
        {
            // An edit list may hide hundreds of frames at the start.
            var (decoding, later) = await AskAsync(
                path, ["-select_streams", $"{video.Index}", .. FirstFrames(ManyPackets)], cancellationToken);
            frame = later is null ? null : FrameOf(later, video.Index);
            if (frame is null) return ProblemReading.Read(decoding, "video");
        }

        var facts = ProbeReading.Read(document, frame, bytes);
        return Excess(facts) is { } problem ? problem : facts;
    }

    private MediaProblem? Excess(MediaFacts facts)
    {
        if (facts.StoredSize.Pixels > options.VideoPixelsMax)
        {
            return new(MediaProblemCode.TooLarge,
                $"The video is {facts.StoredSize} pixels; more than {options.VideoPixelsMax:N0} are not opened.");
        }

        if (facts.Duration > new Rational(options.DurationSecondsMax, 1))
        {
            return new(MediaProblemCode.TooLong,
                $"It is longer than {options.DurationSecondsMax:N0} seconds, which is the most that is opened.");
        }

        return facts.DolbyVisionProfile == DolbyVisionWithoutBaseLayer && facts.Colour.Range == DynamicRange.Standard
            ? Unsupported("Dolby Vision profile 5 has no picture that other players can show. Profiles 7 and 8 work.")
            : null;
    }

    private static IReadOnlyList<string> FirstFrames(int packets) =>
        ["-show_frames", "-read_intervals", $"%+#{packets}"];

    private static ProbeFrame? FrameOf(ProbeDocument document, int stream) =>
        document.Frames.FirstOrDefault(frame => frame.StreamIndex == stream && frame.Width > 0);

    private async Task<(ProcessResult Result, ProbeDocument? Document)> AskAsync(
        string path, IReadOnlyList<string> question, CancellationToken cancellationToken)
    {
        var limits = ProcessLimits.Brief with
        {
            WallTime = TimeSpan.FromSeconds(options.ProbeSecondsMax),
            CpuSeconds = options.ProbeSecondsMax,
            AddressSpaceBytes = options.DecoderMemoryBytes,
            OutputBytes = 16L << 20,
        };
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.ProbeTool,
            Arguments =
            [
                "-hide_banner", "-v", "error", "-threads", "1", "-print_format", "json", .. question,
                .. Ffmpeg.Input(path),
            ],
        };
        var output = await processes.CaptureAsync(request, limits, cancellationToken);
        try
        {
            return (output.Result, JsonSerializer.Deserialize(output.Bytes.Span, ProbeJson.Default.ProbeDocument));
        }
        catch (JsonException)
        {
            return (output.Result, null);
        }
    }

    private static async Task<ContentKind> HeadAsync(string path, CancellationToken cancellationToken)
    {
        var head = new byte[ContentSniffer.BytesWanted];
        await using var file = File.OpenRead(path);
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return ContentSniffer.Sniff(head.AsSpan(0, read));
    }

    private static string Tag(ProbeStream stream) => stream.HasCodec ? stream.CodecName! : stream.CodecTagString ?? "?";

    private static MediaProblem Unsupported(string text) => new(MediaProblemCode.UnsupportedFormat, text);

    private static MediaProblem NotMedia(string text) => new(MediaProblemCode.NotMedia, text);
}

using System.Globalization;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>Turns ffprobe's answer into facts. Pure.</summary>
internal static class ProbeReading
{
    // Sound that starts a little before the first picture (or after it) is not worth a frozen picture at the start.
    private static readonly Rational LateStartMax = new(1, 2);

    private static readonly Rational RunUpMax = new(1, 10);

    public static ProbeStream? VideoStream(ProbeDocument document) => Best(document, "video");

    public static ProbeStream? AudioStream(ProbeDocument document) =>
        Best(document with { Streams = [.. document.Streams.Where(stream => stream.HasCodec)] }, "audio");

    public static MediaFacts Read(ProbeDocument document, ProbeFrame? frame, long bytes)
    {
        var video = VideoStream(document);
        var audio = AudioStream(document);
        var facts = new MediaFacts
        {
            Kind = video is not null ? MediaKind.Video : audio is not null ? MediaKind.Audio : MediaKind.Unknown,
            Format = document.Format?.FormatName ?? "",
            Bytes = bytes,
            Origin = Origin(document, video),
            Duration = Duration(document, video ?? audio),
        };
        if (audio is not null)
        {
            facts = facts with
            {
                AudioCodec = audio.CodecName!,
                AudioStream = audio.Index,
                AudioChannels = audio.Channels,
                AudioRate = int.TryParse(audio.SampleRate, CultureInfo.InvariantCulture, out var rate) ? rate : 0,
            };
        }

        return video is null ? facts : WithVideo(facts, video, frame);
    }

    /// <summary>The quarter turn and mirroring of a display matrix as ffprobe prints it.</summary>
    public static DisplayTurn Turn(IEnumerable<ProbeSideData> sideData)
    {
        if (sideData.Select(data => data.DisplayMatrix).FirstOrDefault(text => text is not null) is not { } matrix)
            return DisplayTurn.None;
        var numbers = matrix.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var value) ? value : 0)
            .ToArray();
        return numbers.Length < 5 ? DisplayTurn.None
            : DisplayTurns.FromMatrix(numbers[0], numbers[1], numbers[3], numbers[4]);
    }

    public static Rational? ParseSeconds(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Rational.FromDecimal(value)
            : null;

    private static MediaFacts WithVideo(MediaFacts facts, ProbeStream video, ProbeFrame? frame)
    {
        var pixelFormat = frame?.PixFmt ?? video.PixFmt ?? "";
        var turn = Turn(video.SideDataList);
        var stored = frame is { Width: > 0, Height: > 0 }
            ? new FrameSize(frame.Width, frame.Height)
            : new FrameSize(video.Width, video.Height);
        var aspect = Positive(Ratio(video.SampleAspectRatio, ':')) ?? Rational.One;
        var mean = Ratio(video.AvgFrameRate, '/');
        var real = Ratio(video.RFrameRate, '/');
        return facts with
        {
            VideoCodec = video.CodecName ?? "",
            VideoStream = video.Index,
            TimeBase = Ratio(video.TimeBase, '/') ?? Rational.One,
            StoredSize = stored,
            Size = Shown(stored, aspect, turn),
            SampleAspect = aspect,
            Turn = turn,
            FrameRate = Positive(mean) ?? Positive(real),
            HasVariableRate = mean is not null && real is not null && mean != real,
            FrameCount = int.TryParse(video.NbFrames, CultureInfo.InvariantCulture, out var count) ? count : null,
            PixelFormat = pixelFormat,
            BitDepth = PixelFormats.BitDepth(pixelFormat),
            Colour = ColourReading.Read(video, frame, pixelFormat),
            HasAlpha = PixelFormats.HasAlpha(pixelFormat) || Tag(video, "alpha_mode") == "1",
            IsInterlaced = frame is { InterlacedFrame: 1 } || video.FieldOrder is "tt" or "bb" or "tb" or "bt",
            DolbyVisionProfile = video.SideDataList.Select(data => data.DvProfile).FirstOrDefault(
                value => value is not null),
        };
    }

    /// <summary>Square pixels by widening or heightening, never by losing any; then turned.</summary>
    private static FrameSize Shown(FrameSize stored, Rational aspect, DisplayTurn turn)
    {
        var square = aspect > Rational.One
            ? stored with { Width = (int)Math.Max(1, (stored.Width * aspect).Round()) }
            : stored with { Height = (int)Math.Max(1, (stored.Height / aspect).Round()) };
        return turn.SwapsSides ? new FrameSize(square.Height, square.Width) : square;
    }

    private static ProbeStream? Best(ProbeDocument document, string type) => document.Streams
        .Where(stream => stream.CodecType == type && !Has(stream, "attached_pic") && !Has(stream, "timed_thumbnails"))
        .OrderByDescending(stream => Has(stream, "default"))
        .ThenBy(stream => stream.Index)
        .FirstOrDefault();

    private static bool Has(ProbeStream stream, string disposition) =>
        stream.Disposition.TryGetValue(disposition, out var value) && value == 1;

    private static string? Tag(ProbeStream stream, string name) =>
        stream.Tags.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static Rational Origin(ProbeDocument document, ProbeStream? video)
    {
        var start = ParseSeconds(document.Format?.StartTime) ?? Rational.Zero;
        if (video is not { StartPts: { } first } || Ratio(video.TimeBase, '/') is not { } timeBase)
        {
            // A little before zero is a codec's run-up, which the decoder takes away.
            return start < Rational.Zero && -start < RunUpMax ? Rational.Zero : start;
        }

        var pictures = first * timeBase;
        return pictures - start <= LateStartMax ? pictures : start;
    }

    private static Rational? Duration(ProbeDocument document, ProbeStream? stream)
    {
        if (stream is { DurationTs: > 0 } && Ratio(stream.TimeBase, '/') is { } timeBase)
            return stream.DurationTs.Value * timeBase;
        if (ParseSeconds(document.Format?.Duration) is not { } whole) return null;
        // Matroska says where it ends, not how long it is.
        var endsThere = document.Format!.FormatName.StartsWith("matroska", StringComparison.Ordinal);
        return endsThere && ParseSeconds(document.Format.StartTime) is { } start && start < whole ? whole - start
            : whole;
    }

    private static Rational? Positive(Rational? value) => value > Rational.Zero ? value : null;

    private static Rational? Ratio(string? text, char separator)
    {
        var parts = text?.Split(separator) ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var above)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var below) && below != 0
            ? new Rational(above, below)
            : null;
    }
}

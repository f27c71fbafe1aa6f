using Framemill.Media.Encoders;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;
using Framemill.Testing;

namespace Framemill.Tests.Media.Encoders;

/// <summary>Small films made by the real encoder.</summary>
internal static class Films
{
    public static ProcessRunner Processes { get; } = new(TimeProvider.System);

    public static EncodingOptions Options { get; } = new();

    public static VideoFormat Format(FrameRate rate, int width = 128, int height = 64) =>
        new() { Width = width, Height = height, Rate = rate };

    public static async Task<EncodedSegment> SegmentAsync(
        VideoFormat format, int index, int firstFrame, int frameCount, CancellationToken cancellationToken)
    {
        var spec = new SegmentSpec { Format = format, Index = index, FirstFrame = firstFrame, FrameCount = frameCount };
        await using var session = await new SegmentEncoder(Options).OpenAsync(spec, cancellationToken);
        for (var i = 0; i < frameCount; i++)
        {
            using var frame = TestFrames.Make(format.Width, format.Height, firstFrame + i);
            await session.WriteAsync(frame, cancellationToken);
        }

        return await session.CompleteAsync(cancellationToken);
    }

    public static async Task<List<EncodedSegment>> SegmentsAsync(
        VideoFormat format, IEnumerable<int> lengths, CancellationToken cancellationToken)
    {
        var segments = new List<EncodedSegment>();
        var first = 0;
        foreach (var length in lengths)
        {
            segments.Add(await SegmentAsync(format, segments.Count, first, length, cancellationToken));
            first += length;
        }

        return segments;
    }

    public static FilmParts Parts(
        VideoFormat format, IReadOnlyList<EncodedSegment> segments, string? sound = null) => new()
    {
        Format = format,
        FrameCount = segments.Sum(segment => segment.FrameCount),
        Init = segments[0].Init,
        Segments = [.. segments.Select(segment => FilmSegment.InMemory(segment.FrameCount, segment.Fragment))],
        SoundPath = sound,
    };

    /// <summary>The numbers that the frames of a film carry, as an independent decoder shows them.</summary>
    public static async Task<List<int>> NumbersAsync(VideoFormat format, string path)
    {
        var luma = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough",
            "-f", "rawvideo", "-pix_fmt", "gray", "-");
        var bytes = format.Width * format.Height;
        return [.. Enumerable.Range(0, luma.Length / bytes)
            .Select(i => TestFrames.ReadNumber(luma.AsSpan(i * bytes, bytes), format.Width, format.Height))];
    }
}

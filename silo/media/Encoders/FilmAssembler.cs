using System.Globalization;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Processes;

namespace Framemill.Media.Encoders;

/// <summary>Puts a film together from its finished segments and its sound. Nothing is encoded again.</summary>
public sealed class FilmAssembler(ProcessRunner processes, EncodingOptions options)
{
    public const string EncoderTag = "Framemill";

    /// <summary>
    /// Writes the film to <paramref name="path"/>, header first (faststart) and checked. The file appears whole or not
    /// at all.
    /// </summary>
    public async Task<AssembledFilm> AssembleAsync(FilmParts parts, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        parts.Format.Check();
        var part = path + ".part";
        try
        {
            await MuxAsync(parts, part, cancellationToken);
            var film = await CheckAsync(parts, part, cancellationToken);
            File.Move(part, path, overwrite: true);
            return film;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task MuxAsync(FilmParts parts, string path, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest { Tool = Ffmpeg.Tool, Arguments = Arguments(parts, path), FeedsInput = true };
        await using var muxer = await processes.StartAsync(request, Limits(), cancellationToken);
        Exception? broken = null;
        try
        {
            await FeedAsync(parts, muxer.Input, cancellationToken);
        }
        catch (IOException error) when (!cancellationToken.IsCancellationRequested)
        {
            broken = error; // Its own last words say more than a broken pipe does.
        }

        var result = await muxer.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Succeeded) throw new EncodingException($"The film was not put together: {result.Summary()}", broken);
        if (broken is not null) throw new EncodingException("The film's parts could not be read.", broken);
    }

    private static async Task FeedAsync(FilmParts parts, Stream input, CancellationToken cancellationToken)
    {
        await input.WriteAsync(parts.Init, cancellationToken);
        var frame = 0;
        for (var i = 0; i < parts.Segments.Count; i++)
        {
            var segment = parts.Segments[i];
            await using var stream = await segment.OpenAsync(cancellationToken);
            var fragment = await ReadAllAsync(stream, cancellationToken);
            PlaceFragment(parts, segment, fragment, i, frame);
            await input.WriteAsync(fragment, cancellationToken);
            frame += segment.FrameCount;
        }

        if (frame != parts.FrameCount)
            throw new EncodingException($"The segments hold {frame} frames of {parts.FrameCount}.");
        await input.DisposeAsync();
    }

    /// <summary>A segment may come from another film, or another place of this one: its time is set anew.</summary>
    private static void PlaceFragment(FilmParts parts, FilmSegment segment, byte[] fragment, int index, int frame)
    {
        try
        {
            FragmentedMp4.Position(fragment, (uint)index + 1, (ulong)frame * (ulong)parts.Format.Rate.Denominator);
            var frames = FragmentedMp4.ReadFragments(fragment).Sum(part => part.Fragment.Samples.Count);
            if (frames != segment.FrameCount)
                throw new EncodingException($"Segment {index} holds {frames} frames of {segment.FrameCount}.");
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"Segment {index} is broken: {error.Message}", error);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken);
            return copy.ToArray();
        }

        var bytes = new byte[stream.Length - stream.Position];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static IReadOnlyList<string> Arguments(FilmParts parts, string path)
    {
        IReadOnlyList<string> soundInput = parts.SoundPath is { } sound ? ["-i", Ffmpeg.FileUrl(sound)] : [];
        IReadOnlyList<string> soundMap = parts.SoundPath is null ? [] : ["-map", "1:a:0"];
        return
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "mp4", "-i", "pipe:0", .. soundInput, "-map", "0:v:0", .. soundMap,
            "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact",
            "-metadata", $"encoding_tool={EncoderTag}",
            "-video_track_timescale", parts.Format.Rate.Numerator.ToString(CultureInfo.InvariantCulture),
            "-movflags", "+faststart", "-f", "mp4", Ffmpeg.FileUrl(path),
        ];
    }

    private ProcessLimits Limits() => new()
    {
        WallTime = options.SegmentTimeMax,
        StallTime = null, // Moving the header to the front of a large film is silent work.
        FileBytes = options.FilmBytesMax,
        CpuSeconds = null,
    };

    private static async Task<AssembledFilm> CheckAsync(FilmParts parts, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var outline = await FilmOutline.ReadAsync(file, cancellationToken);
        return outline.Check(parts, file.Length);
    }
}

using System.Buffers.Binary;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Encoders.X264;

namespace Framemill.Media.Encoders;

/// <summary>
/// Puts a film together from its finished segments and its sound. Nothing is encoded again and nothing is written
/// twice: the fragments' headers tell the film's header, which goes first, and the media data is copied behind it.
/// </summary>
public sealed class FilmAssembler(EncodingOptions options)
{
    public const string EncoderTag = "Framemill";

    private const int DataHeaderBytes = 16;

    /// <summary>
    /// Writes the film to <paramref name="path"/> and reads it back to check it. The file appears whole or not at all.
    /// </summary>
    public async Task<AssembledFilm> AssembleAsync(FilmParts parts, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        parts.Format.Check();
        var part = path + ".part";
        try
        {
            await WriteAsync(parts, part, cancellationToken);
            await using (var file = File.OpenRead(part))
            {
                var outline = await FilmOutline.ReadAsync(file, cancellationToken);
                var film = outline.Check(parts, file.Length);
                File.Move(part, path, overwrite: true);
                return film;
            }
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"A part of the film is broken: {error.Message}", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task WriteAsync(FilmParts parts, string path, CancellationToken cancellationToken)
    {
        var video = await ReadSegmentsAsync(parts, cancellationToken);
        var sound = parts.SoundPath is null ? null : await ReadSoundAsync(parts.SoundPath, cancellationToken);
        var order = Interleave(video, sound);
        var dataBytes = order.Sum(chunk => chunk.Track.Chunks[chunk.Index].Bytes);
        IReadOnlyList<TrackTable> tracks = sound is null ? [video] : [video, sound];
        var header = MovieHeaderWriter.Write(tracks, EncoderTag, DataHeaderBytes);
        if (header.Length + dataBytes > options.FilmBytesMax)
            throw new EncodingException(
                $"A film of {dataBytes} bytes is larger than the {options.FilmBytesMax} allowed.");

        await using var file = new FileStream(
            path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, FileOptions.Asynchronous);
        await file.WriteAsync(header, cancellationToken);
        await file.WriteAsync(DataHeader(dataBytes), cancellationToken);
        await using var soundFile = parts.SoundPath is null ? null : File.OpenRead(parts.SoundPath);
        var soundReader = soundFile is null ? null : new FragmentReader(soundFile);
        foreach (var (track, index) in order)
        {
            if (track == video) await CopySegmentAsync(parts.Segments[index], file, cancellationToken);
            else await CopyNextAsync(soundReader!, file, cancellationToken);
        }
    }

    private static async Task<TrackTable> ReadSegmentsAsync(FilmParts parts, CancellationToken cancellationToken)
    {
        var shift = X264Settings.ReorderFrames * parts.Format.Rate.Denominator;
        var table = new TrackTable(parts.Init, shift, 0);
        foreach (var segment in parts.Segments)
        {
            await using var stream = await segment.OpenAsync(cancellationToken);
            var reader = new FragmentReader(stream);
            var fragment = await reader.NextAsync(cancellationToken)
                ?? throw new MalformedMp4Exception("A segment is empty.");
            if (fragment.Samples.Count != segment.FrameCount)
            {
                throw new EncodingException(
                    $"A segment holds {fragment.Samples.Count} frames of {segment.FrameCount}.");
            }

            table.Add(fragment);
        }

        return table.Samples.Count == parts.FrameCount
            ? table
            : throw new EncodingException($"The segments hold {table.Samples.Count} frames of {parts.FrameCount}.");
    }

    private static async Task<TrackTable> ReadSoundAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var reader = new FragmentReader(file);
        TrackTable? table = null;
        while (await reader.NextAsync(cancellationToken) is { } fragment)
        {
            if (reader.Init is not { } init) throw new MalformedMp4Exception("The sound has no header.");
            var leadIn = InitSegment.MediaTime(init.Span);
            table ??= new TrackTable(init, leadIn, leadIn);
            table.Add(fragment);
            await reader.SkipDataAsync(cancellationToken);
        }

        return table ?? throw new MalformedMp4Exception("The sound is empty.");
    }

    /// <summary>
    /// The chunks of both tracks in the order of their times, so that a player finds both close together.
    /// </summary>
    private static List<(TrackTable Track, int Index)> Interleave(TrackTable video, TrackTable? sound)
    {
        var order = new List<(TrackTable Track, int Index, double Start)>();
        foreach (var track in sound is null ? [video] : new[] { video, sound })
        {
            var first = 0;
            var ticks = 0L;
            for (var chunk = 0; chunk < track.Chunks.Count; chunk++)
            {
                order.Add((track, chunk, ticks / (double)track.Timescale));
                for (var i = 0; i < track.Chunks[chunk].Samples; i++) ticks += track.Samples[first++].Duration;
            }
        }

        var offset = 0L;
        var sorted = order.OrderBy(chunk => chunk.Start).Select(chunk => (chunk.Track, chunk.Index)).ToList();
        foreach (var (track, index) in sorted)
        {
            track.ChunkOffsets.Add(offset);
            offset += track.Chunks[index].Bytes;
        }

        return sorted;
    }

    private static byte[] DataHeader(long dataBytes)
    {
        var header = new byte[DataHeaderBytes];
        BinaryPrimitives.WriteUInt32BigEndian(header, 1);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), Box.TypeOf("mdat"));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(8), dataBytes + DataHeaderBytes);
        return header;
    }

    private static async Task CopySegmentAsync(FilmSegment segment, Stream target, CancellationToken cancellationToken)
    {
        await using var stream = await segment.OpenAsync(cancellationToken);
        await CopyNextAsync(new FragmentReader(stream), target, cancellationToken);
    }

    private static async Task CopyNextAsync(FragmentReader reader, Stream target, CancellationToken cancellationToken)
    {
        if (await reader.NextAsync(cancellationToken) is null) throw new MalformedMp4Exception("A part vanished.");
        await reader.CopyDataAsync(target, cancellationToken);
    }
}

using Framemill.Media.Encoders.Mp4;

namespace Framemill.Media.Encoders;

/// <summary>A finished film's header, read back from the file to see that the film is what was asked for.</summary>
internal sealed record FilmOutline(bool HeaderIsFirst, IReadOnlyList<FilmTrack> Tracks)
{
    private const int HeaderBytesMax = 512 << 20;

    public static async Task<FilmOutline> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var header = new byte[16];
        byte[]? movie = null;
        var dataSeen = false;
        var headerIsFirst = false;
        for (long at = 0; at < file.Length;)
        {
            file.Position = at;
            if (await file.ReadAtLeastAsync(header, 8, false, cancellationToken) < 8)
                throw new EncodingException("The film's last box is cut off.");
            var (type, bytes) = Box.ReadHeader(header.AsSpan(0, Box.HeaderBytesOf(header)));
            var name = Box.NameOf(type);
            if (bytes < 8 || bytes > file.Length - at)
                throw new EncodingException($"The film's box '{name}' is cut off.");
            if (name == "moov")
            {
                if (bytes > HeaderBytesMax) throw new EncodingException("The film's header is too large.");
                movie = new byte[bytes];
                headerIsFirst = !dataSeen;
                file.Position = at;
                await file.ReadExactlyAsync(movie, cancellationToken);
            }

            dataSeen |= name == "mdat";
            at += bytes;
        }

        if (movie is null || !dataSeen) throw new EncodingException("The film lacks its header or its data.");
        return new FilmOutline(headerIsFirst, ReadTracks(movie));
    }

    /// <summary>
    /// Throws unless the film is whole: every frame once and in its time, sound as long as the picture.
    /// </summary>
    public AssembledFilm Check(FilmParts parts, long bytes)
    {
        if (!HeaderIsFirst) throw new EncodingException("The film's header does not come first.");
        if (Tracks.Count != (parts.SoundPath is null ? 1 : 2))
            throw new EncodingException($"The film has {Tracks.Count} tracks.");
        var video = Tracks.Single(track => track.Handler == "vide");
        CheckFrames(parts, video);
        var sound = Tracks.SingleOrDefault(track => track.Handler == "soun");
        if (sound is not null && Math.Abs(sound.SecondsAfterEdit - video.Seconds) >= 1 / parts.Format.Rate.ToDouble())
        {
            throw new EncodingException(
                $"The film's sound lasts {sound.SecondsAfterEdit:0.0000} s and its picture {video.Seconds:0.0000} s.");
        }

        return new AssembledFilm(bytes, (int)video.SampleCount, video.Seconds, sound?.SecondsAfterEdit);
    }

    private static void CheckFrames(FilmParts parts, FilmTrack video)
    {
        var rate = parts.Format.Rate;
        if (video.SampleCount != parts.FrameCount)
            throw new EncodingException($"The film has {video.SampleCount} frames of {parts.FrameCount}.");
        if (video.Timescale != rate.Numerator) throw new EncodingException("The film counts its time in other units.");
        var seen = new bool[parts.FrameCount];
        foreach (var time in video.PresentationTimes())
        {
            var (frame, rest) = Math.DivRem(time, (long)rate.Denominator);
            if (rest != 0 || frame < 0 || frame >= seen.Length || seen[frame])
                throw new EncodingException($"A frame of the film has the wrong time {time}.");
            seen[frame] = true;
        }

        if (Array.IndexOf(seen, false) is var missing and >= 0)
            throw new EncodingException($"Frame {missing} of the film is missing.");
    }

    private static List<FilmTrack> ReadTracks(byte[] movie)
    {
        try
        {
            var box = Box.Only(Box.Read(movie, 0, movie.Length), "moov", "file");
            var tracks = box.Children(movie).Where(child => child.Name == "trak");
            return [.. tracks.Select(track => FilmTrack.Read(movie, track))];
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"The film's header is broken: {error.Message}", error);
        }
    }
}

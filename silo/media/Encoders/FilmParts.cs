namespace Framemill.Media.Encoders;

/// <summary>What a film is put together from.</summary>
public sealed record FilmParts
{
    public required VideoFormat Format { get; init; }

    /// <summary>Frames of all segments together.</summary>
    public required int FrameCount { get; init; }

    public required ReadOnlyMemory<byte> Init { get; init; }

    /// <summary>In the order of the film.</summary>
    public required IReadOnlyList<FilmSegment> Segments { get; init; }

    /// <summary>The sound as <see cref="Sound.SoundEncoder"/> wrote it; null for a film without.</summary>
    public string? SoundPath { get; init; }
}

/// <summary>A segment wherever it lies: opened when its turn comes, and closed before the next.</summary>
public sealed record FilmSegment(int FrameCount, Func<CancellationToken, ValueTask<Stream>> OpenAsync)
{
    public static FilmSegment InFile(int frameCount, string path) =>
        new(frameCount, _ => ValueTask.FromResult<Stream>(File.OpenRead(path)));

    public static FilmSegment InMemory(int frameCount, ReadOnlyMemory<byte> fragment) =>
        new(frameCount, _ => ValueTask.FromResult<Stream>(new MemoryStream(fragment.ToArray(), writable: false)));
}

namespace Framemill.Api.Ports;

/// <summary>The finished parts and films that may be read over HTTP.</summary>
public interface IFilmFiles
{
    /// <summary>
    /// Opens an object for reading; null when there is none of that key. The caller disposes the stream.
    /// </summary>
    ValueTask<FilmFile?> OpenAsync(string objectKey, CancellationToken cancellationToken);
}

/// <param name="Content">Seekable, so that byte ranges cost nothing.</param>
public sealed record FilmFile(Stream Content, DateTimeOffset LastModified);

using Framemill.Api.Ports;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

/// <summary>The object store as the HTTP door reads it.</summary>
internal sealed class StoredFilmFiles(IObjectStore objects) : IFilmFiles
{
    public ValueTask<FilmFile?> OpenAsync(string objectKey, CancellationToken cancellationToken)
    {
        if (objects.Find(objectKey) is not { } found) return ValueTask.FromResult<FilmFile?>(null);
        try
        {
            return ValueTask.FromResult<FilmFile?>(new FilmFile(objects.OpenRead(objectKey), found.ModifiedAt));
        }
        catch (ObjectStoreException)
        {
            return ValueTask.FromResult<FilmFile?>(null); // Deleted in this moment.
        }
    }
}

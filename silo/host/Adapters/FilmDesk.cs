using Framemill.Media.Films;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

/// <summary>Films by the object key of their manifest: what every step after the preparation begins with.</summary>
internal sealed class FilmDesk(FilmShelf shelf, IObjectStore objects)
{
    public Task<FilmHold> HoldAsync(string manifestKey, CancellationToken cancellationToken) =>
        shelf.HoldAsync(manifestKey, async _ =>
        {
            await using var manifest = objects.OpenRead(manifestKey);
            return FilmLibrary.Read(manifest);
        }, cancellationToken);
}

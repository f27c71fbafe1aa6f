using Framemill.Ports;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

internal sealed class FinishedPartsInStore(IObjectStore objects) : IFinishedParts
{
    public Task<IReadOnlySet<string>> FindAsync(
        IReadOnlyCollection<string> contentKeys, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlySet<string>>(
            () => contentKeys.Where(IsThere).ToHashSet(StringComparer.Ordinal), cancellationToken);

    private bool IsThere(string key) =>
        objects.Find(ObjectKeys.Segment(key)) is not null
        || objects.Find(ObjectKeys.Sound(key)) is not null
        || objects.Find(ObjectKeys.SoundFilm(key)) is not null;
}

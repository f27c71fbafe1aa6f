using System.Collections.Concurrent;
using Framemill.Media.Assets;
using Framemill.Media.Sources;

namespace Framemill.Media.Films;

/// <summary>
/// What files are, by the hash of their bytes: a film that is made again with another word in it asks nothing twice.
/// Kept as long as the process lives, so that changed limits hold from the next start on.
/// </summary>
public sealed class MediaFactsShelf(MediaProbe probe)
{
    /// <summary>About 10 MB; beyond it all is forgotten and learnt again.</summary>
    private const int FilesMax = 10_000;

    private readonly ConcurrentDictionary<string, MediaFacts> _known = new(StringComparer.Ordinal);

    /// <summary>Facts, or a problem that the file's owner understands; problems are not kept.</summary>
    public async Task<MediaResult<MediaFacts>> OfAsync(FetchedAsset file, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(file.Sha256, out var known)) return known;
        var probed = await probe.ProbeAsync(file.Path, cancellationToken);
        if (!probed.Succeeded) return probed;
        if (_known.Count >= FilesMax) _known.Clear();
        _known[file.Sha256] = probed.Value;
        return probed;
    }
}

using System.Collections.Frozen;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>
/// A film laid out, with every asset at hand. Shared by all who render, mix or encode it at one time; the files stay
/// until the last of them has let go.
/// </summary>
public sealed class PreparedFilm : IFilmMedia, IDisposable
{
    private readonly IReadOnlyList<IDisposable> _leases;

    internal PreparedFilm(Film film, IEnumerable<FilmAsset> assets, IReadOnlyList<IDisposable> leases)
    {
        Film = film;
        Assets = assets.ToFrozenDictionary(asset => new AssetKey(asset.Manifest.Key));
        _leases = leases;
    }

    public Film Film { get; }

    public IReadOnlyDictionary<AssetKey, FilmAsset> Assets { get; }

    /// <summary>What the mixer opens.</summary>
    public IReadOnlyDictionary<AssetKey, SoundMaterial> Sounds => Assets
        .Where(pair => pair.Value.Manifest.Media is { HasSound: true })
        .ToDictionary(pair => pair.Key, pair => new SoundMaterial(pair.Value.Path, pair.Value.Manifest.Media!));

    public ValueTask<PreparedMedia> FindAsync(AssetKey key, CancellationToken cancellationToken)
    {
        if (!Assets.TryGetValue(key, out var asset)) throw new FilmException($"The film has no asset '{key}'.");
        return ValueTask.FromResult(new PreparedMedia
        {
            Path = asset.Path,
            Facts = asset.Manifest.Media ?? Plain(asset.Manifest.Use),
            Index = asset.Index,
        });
    }

    public void Dispose()
    {
        foreach (var lease in _leases) lease.Dispose();
    }

    /// <summary>Captions and fonts are read as bytes: nothing about them was probed.</summary>
    private static MediaFacts Plain(AssetUse use) => new()
    {
        Kind = use == AssetUse.Captions ? Sources.MediaKind.Subtitle : Sources.MediaKind.Unknown,
        Format = use.ToString(),
    };
}

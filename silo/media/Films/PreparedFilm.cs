using System.Collections.Frozen;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>
/// A film laid out, with every asset at hand. Shared by all who render, mix or encode it at one time; the files stay
/// until the last of them has let go.
/// </summary>
public sealed class PreparedFilm : IDisposable
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

    public void Dispose()
    {
        foreach (var lease in _leases) lease.Dispose();
    }
}

using System.Collections.Concurrent;
using Framemill.Media.Looks;
using Framemill.Media.Sources;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Tables of colours made ready for the painter, by content: each is reckoned once for all films.</summary>
internal sealed class LookShelf
{
    /// <summary>Of about 300 kB each; beyond it all are forgotten and made again.</summary>
    private const int LooksMax = 64;

    private readonly ConcurrentDictionary<string, ColorCube> _cubes = new(StringComparer.Ordinal);

    /// <exception cref="MediaException">The file holds no table.</exception>
    public async ValueTask<ColorCube> FindAsync(
        string key, string path, double strength, CancellationToken cancellationToken)
    {
        if (_cubes.TryGetValue(key, out var known)) return known;
        var (cube, problem) = CubeFile.Read(await File.ReadAllTextAsync(path, cancellationToken));
        if (cube is null) throw new MediaException(new(MediaProblemCode.NotMedia, problem!));
        if (_cubes.Count >= LooksMax) _cubes.Clear();
        return _cubes.GetOrAdd(key, new ColorCube(cube.Change, strength));
    }
}

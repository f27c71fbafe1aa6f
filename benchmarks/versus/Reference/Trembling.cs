namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>
/// Gathers where the parts of a film's scenes lie beside where they should, and tells how much that trembles.
/// </summary>
internal sealed class Trembling(int width, int height, Func<int, int, bool> isLeftOut)
{
    private const int Columns = 8, Rows = 5;

    /// <summary>Scenes with fewer frames tell nothing.</summary>
    private const int FramesMin = 5;

    private readonly int _size = width / 20;
    private readonly Dictionary<(int Scene, int Block), List<(double Frame, double X, double Y)>> _places = [];

    public void Add(int number, Field reference, Field film)
    {
        if (Scene(number) is not { } scene) return;
        for (var block = 0; block < Columns * Rows; block++)
        {
            var left = (int)(((block % Columns) + 0.5) * width / Columns) - (_size / 2);
            var top = (int)(((block / Columns) + 0.5) * height / Rows) - (_size / 2);
            if (isLeftOut(left, top) || isLeftOut(left + _size, top + _size) || isLeftOut(left, top + _size)) continue;
            if (Displacement.Of(reference, film, left, top, _size) is not { } place) continue;
            if (!_places.TryGetValue((scene, block), out var places)) _places[(scene, block)] = places = [];
            places.Add((number, place.X, place.Y));
        }
    }

    /// <summary>
    /// Root mean square, in pixels, of how far parts lie from where they should; and of what is left of it when a
    /// part's even drift through its scene is taken out. Null where no scene moves or nothing could be measured.
    /// </summary>
    public (double Offset, double Jitter)? Pixels()
    {
        var (offsets, rests, count, free) = (0.0, 0.0, 0, 0.0);
        foreach (var places in _places.Values.Where(places => places.Count >= FramesMin))
        {
            offsets += places.Sum(place => (place.X * place.X) + (place.Y * place.Y));
            rests += Rest([.. places.Select(p => (p.Frame, p.X))]) + Rest([.. places.Select(p => (p.Frame, p.Y))]);
            count += places.Count;
            free += places.Count - 2; // A line has two numbers of its own.
        }

        return count == 0 ? null : (Math.Sqrt(offsets / count), Math.Sqrt(rests / free));
    }

    /// <summary>The sum of squares that a straight line leaves.</summary>
    private static double Rest(IReadOnlyList<(double Frame, double Value)> values)
    {
        var (middle, mean) = (values.Average(v => v.Frame), values.Average(v => v.Value));
        var slope = values.Sum(v => (v.Frame - middle) * (v.Value - mean))
            / values.Sum(v => (v.Frame - middle) * (v.Frame - middle));
        return values.Sum(v => Math.Pow(v.Value - mean - (slope * (v.Frame - middle)), 2));
    }

    /// <summary>The scene that is seen alone in a frame.</summary>
    private static int? Scene(int number)
    {
        var seen = StandardEdit.Scenes.Index()
            .Where(s => number >= s.Item.FirstFrame && number < s.Item.FirstFrame + s.Item.Frames).ToList();
        return seen.Count == 1 ? seen[0].Index : null;
    }
}

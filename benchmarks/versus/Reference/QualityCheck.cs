namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Looks at every tenth frame of several films beside the reference's.</summary>
internal static class QualityCheck
{
    public const int Every = 10;

    /// <returns>In the order of the films.</returns>
    public static async Task<IReadOnlyList<Quality>> CompareAsync(
        string variant, IReferenceFilm reference, IReadOnlyList<string> films)
    {
        var (width, height) = StandardEdit.Size(variant);
        var measures = films.Select(film => new Measure(film, variant, width, height)).ToList();
        try
        {
            for (var number = 0; number < StandardEdit.FramesOf(variant); number += Every)
            {
                var frame = await reference.FrameAsync(number);
                var sides = new Sides(frame);
                foreach (var measure in measures) await measure.AddAsync(number, sides);
            }

            return [.. measures.Select(measure => measure.Result())];
        }
        finally
        {
            foreach (var measure in measures) measure.Dispose();
        }
    }

    /// <summary>
    /// Where films may differ and be right: letters of other fonts, and the small clip, which says nothing of its
    /// colours and which some cannot lay under a mask.
    /// </summary>
    public static bool IsLeftOut(string variant, int x, int y, int width, int height)
    {
        if (variant == "c") return false;
        var (across, down) = (x * 1920.0 / width, y * 1080.0 / height);
        var (_, _, left, top, clipWidth, clipHeight) = StandardEdit.Clip;
        var isClip = across >= left - 8 && across < left + clipWidth + 8 && down >= top - 8
            && down < top + clipHeight + 8;
        return isClip || (across is >= 380 and < 1540 && down >= 900);
    }

    /// <summary>A frame's planes by one matrix, with what their similarity to others needs.</summary>
    private sealed class Side(Colours planes)
    {
        public Colours Planes => planes;
        public Ssim Luma { get; } = new(planes.First);
        public Ssim U { get; } = new(planes.Second);
        public Ssim V { get; } = new(planes.Third);
    }

    private sealed class Sides(ReferenceFrame frame)
    {
        private readonly Dictionary<Matrix, Side> _made = [];

        public Side Of(Matrix matrix)
        {
            if (!_made.TryGetValue(matrix, out var side)) _made[matrix] = side = new(frame.Planes(matrix));
            return side;
        }
    }

    private sealed class Measure(string film, string variant, int width, int height) : IDisposable
    {
        private readonly FilmFrames _frames = new(film, width, height, Every);
        private readonly Trembling _trembling = new(width, height, (x, y) => IsLeftOut(variant, x, y, width, height));
        private readonly List<(double Luma, double Chroma)> _found = [];
        private Matrix? _matrix;

        public async Task AddAsync(int number, Sides sides)
        {
            var frame = await _frames.NextAsync();

            // A film that does not say which matrix it has is taken as it was meant: as it fits better.
            _matrix ??= new[] { Matrix.Bt709, Matrix.Bt601 }.MaxBy(matrix => Chroma(frame, sides.Of(matrix)));
            var side = sides.Of(_matrix!);
            _found.Add((side.Luma.Of(frame.First, Hides(width, height)), Chroma(frame, side)));
            if (variant != "c") _trembling.Add(number, side.Planes.First, frame.First);
        }

        public Quality Result()
        {
            var pixels = _trembling.Pixels();
            return new(
                _found.Average(f => f.Luma), _found.Min(f => f.Luma), _found.Average(f => f.Chroma), pixels?.Offset,
                pixels?.Jitter);
        }

        public void Dispose() => _frames.Dispose();

        private double Chroma(Colours frame, Side side)
        {
            var hides = Hides(width / 2, height / 2);
            return (side.U.Of(frame.Second, hides) + side.V.Of(frame.Third, hides)) / 2;
        }

        private Func<int, int, bool> Hides(int across, int down) => (x, y) => IsLeftOut(variant, x, y, across, down);
    }
}

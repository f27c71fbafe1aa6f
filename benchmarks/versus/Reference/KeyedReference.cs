namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>
/// The edit c as it would be with a perfect key: the figure with the outline that it was drawn with, never before any
/// green, over the still; colour table and blur by layer, or after both are one picture.
/// </summary>
internal sealed class KeyedReference : IReferenceFilm
{
    private const int Width = 1920, Height = 1080, Side = 800, StillWidth = 3000, StillHeight = 2000;
    private readonly KeyedReading _reading;
    private readonly CubeTable _table;
    private readonly byte[] _figures;
    private readonly int _every;
    private readonly Colours _still;

    private KeyedReference(KeyedReading reading, CubeTable table, byte[] figures, int every, Colours still) =>
        (_reading, _table, _figures, _every, _still) = (reading, table, figures, every, still);

    /// <param name="every">Only frames whose number this divides can be asked for.</param>
    public static async Task<KeyedReference> OpenAsync(KeyedReading reading, string media, int every)
    {
        var figures = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
            $"mandelbrot=s={Side}x{Side}:r=30:start_scale=1.2:end_scale=0.2:end_pts=300,format=yuv420p,trim=end=10,"
                + $"select='not(mod(n,{every}))'", "-fps_mode", "passthrough", "-f", "rawvideo", "-");
        var table = new CubeTable(File.ReadLines($"{media}/grade.cube"));
        var bytes = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-nostdin", "-i", $"{media}/still0.jpg", "-f", "rawvideo", "-");
        var still = SourcePicture.Of(bytes, StillWidth, StillHeight, isHalved: false, Matrix.Jpeg);
        var step = StillWidth / (double)Width;
        // By layer the whole still is blurred, and then the frame cut from it.
        var height = StillHeight * Width / StillWidth;
        var (top, shown) = reading.IsByLayer ? (0.0, height)
            : ((StillHeight - (Height * step)) / 2, Height);
        var placed = still.Place(0, top, step, Width, shown).Luma;
        if (!reading.IsByLayer) return new(reading, table, figures, every, placed);
        var blurred = placed.Map(table.Look).Each(field => Resampler.Blur(field, reading.StillSigma));
        return new(reading, table, figures, every, blurred.Each(field => Rows(field, (height - Height) / 2)));
    }

    public Task<ReferenceFrame> FrameAsync(int number)
    {
        if (number % _every != 0) throw new ArgumentOutOfRangeException(nameof(number));
        var (figure, cover) = Figure(number);
        if (!_reading.IsByLayer)
        {
            var film = Over(_still, figure.Each(field => Times(field, cover)), cover);
            return Task.FromResult(Frame(film.Map(_table.Look).Each(Blurred)));
        }

        var layer = figure.Map(_table.Look).Each(field => Blurred(Times(field, cover)));
        return Task.FromResult(Frame(Over(_still, layer, Blurred(cover))));
    }

    private Field Blurred(Field field) => Resampler.Blur(field, _reading.FigureSigma);

    private static Field Times(Field colour, Field cover) => Field.Of(colour, cover, (a, b) => a * b);

    /// <param name="above">Times its cover already.</param>
    private static Colours Over(Colours below, Colours above, Field cover) => below
        .Each(field => Field.Of(field, cover, (colour, part) => colour * (1 - part)))
        .With(above, (rest, own) => Field.Of(rest, own, (a, b) => a + b));

    private static ReferenceFrame Frame(Colours luma) => new(luma, luma.Each(field => Resampler.Resample(
        field, new(0, 2), Width / 2, new(0.5, 2), Height / 2)));

    /// <summary>The figure where it is in a frame, and how much of each sample is it.</summary>
    private (Colours Figure, Field Cover) Figure(int number)
    {
        const int Bytes = Side * Side * 3 / 2;
        var picture = SourcePicture.Of(
            _figures.AsSpan(number / _every * Bytes, Bytes), Side, Side, isHalved: true, _reading.Matrix);
        var seconds = number / (double)StandardEdit.Rate;
        // The clip was made with its figure on even samples, for the sake of chroma.
        var left = (int)(560 + (400 * Math.Sin(seconds))) & ~1;
        var top = (int)(140 + (100 * Math.Cos(2 * seconds))) & ~1;
        var figure = picture.Place(-left, -top, 1, Width, Height).Luma;
        var cover = new Field(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (dx, dy) = (x - left - 400.0, y - top - 400.0);
                cover[x, y] = Math.Clamp((390 - Math.Sqrt((dx * dx) + (dy * dy))) / 4, 0, 1);
            }
        }

        return (figure, cover);
    }

    private static Field Rows(Field field, int first)
    {
        var rows = new Field(field.Width, Height);
        field.Values.AsSpan(first * field.Width, rows.Values.Length).CopyTo(rows.Values);
        return rows;
    }
}

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Three planes of one size: R, G and B from 0 to 1, or Y, U and V in codes.</summary>
internal sealed record Colours(Field First, Field Second, Field Third)
{
    public int Width => First.Width;
    public int Height => First.Height;

    public Colours Each(Func<Field, Field> change) => new(change(First), change(Second), change(Third));

    public Colours With(Colours other, Func<Field, Field, Field> join) =>
        new(join(First, other.First), join(Second, other.Second), join(Third, other.Third));

    /// <summary>Every pixel's colour changed.</summary>
    public Colours Map(Func<double, double, double, (double, double, double)> change)
    {
        var (first, second, third) = (new Field(Width, Height), new Field(Width, Height), new Field(Width, Height));
        Parallel.For(0, Height, y =>
        {
            for (var x = 0; x < Width; x++)
                (first[x, y], second[x, y], third[x, y]) = change(First[x, y], Second[x, y], Third[x, y]);
        });
        return new(first, second, third);
    }
}

/// <summary>A way of writing colours as luma and differences.</summary>
/// <param name="IsFullRange">As pictures in JPEG have it.</param>
internal sealed record Matrix(double Red, double Blue, bool IsFullRange = false)
{
    public static Matrix Bt709 { get; } = new(0.2126, 0.0722);
    public static Matrix Bt601 { get; } = new(0.299, 0.114);
    public static Matrix Jpeg { get; } = new(0.299, 0.114, IsFullRange: true);

    private double Black => IsFullRange ? 0 : 16;
    private double Grey => IsFullRange ? 255 : 219;
    private double Chroma => IsFullRange ? 255 : 224;

    public (double Red, double Green, double Blue) ToRgb(double y, double u, double v)
    {
        var (grey, blue, red) = ((y - Black) / Grey, (u - 128) / Chroma, (v - 128) / Chroma);
        var (r, b) = (grey + (2 * (1 - Red) * red), grey + (2 * (1 - Blue) * blue));
        return (r, (grey - (Red * r) - (Blue * b)) / (1 - Red - Blue), b);
    }

    public (double Y, double U, double V) FromRgb(double red, double green, double blue)
    {
        var grey = (Red * red) + ((1 - Red - Blue) * green) + (Blue * blue);
        return (
            Black + (Grey * grey), 128 + (Chroma * (blue - grey) / (2 * (1 - Blue))),
            128 + (Chroma * (red - grey) / (2 * (1 - Red))));
    }
}

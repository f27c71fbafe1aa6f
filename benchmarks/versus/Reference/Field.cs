namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>A plane in doubles. Sample i of a row has its middle at i.</summary>
internal sealed class Field(int width, int height)
{
    public int Width => width;
    public int Height => height;
    public double[] Values { get; } = new double[width * height];

    public Span<double> Row(int y) => Values.AsSpan(y * width, width);

    public double this[int x, int y]
    {
        get => Values[(y * width) + x];
        set => Values[(y * width) + x] = value;
    }

    public static Field Of(ReadOnlySpan<byte> bytes, int width, int height)
    {
        var field = new Field(width, height);
        for (var i = 0; i < field.Values.Length; i++) field.Values[i] = bytes[i];
        return field;
    }

    /// <summary>Made of others of the same size, value by value.</summary>
    public static Field Of(Field first, Field second, Func<double, double, double> value)
    {
        var field = new Field(first.Width, first.Height);
        Parallel.For(0, field.Height, y =>
        {
            for (var x = 0; x < field.Width; x++) field[x, y] = value(first[x, y], second[x, y]);
        });
        return field;
    }

    public Field Select(Func<double, double> value) => Of(this, this, (a, _) => value(a));

    /// <summary>Rounded to bytes, cut to what those hold.</summary>
    public void Write(Span<byte> bytes)
    {
        for (var i = 0; i < Values.Length; i++) bytes[i] = (byte)Math.Clamp(Math.Round(Values[i]), 0, 255);
    }
}

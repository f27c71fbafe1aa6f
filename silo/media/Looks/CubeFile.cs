using System.Globalization;

namespace Framemill.Media.Looks;

/// <summary>
/// A table of colours in the format of .cube files: for red, green and blue a new colour, red changing fastest.
/// </summary>
public sealed class CubeFile
{
    public const int SizeMax = 65;

    private readonly (double Red, double Green, double Blue)[] _entries;
    private readonly double[] _low;
    private readonly double[] _high;

    private CubeFile(int size, (double, double, double)[] entries, double[] low, double[] high)
    {
        Size = size;
        _entries = entries;
        _low = low;
        _high = high;
    }

    /// <summary>Entries along each side.</summary>
    public int Size { get; }

    /// <summary>Either a table, or what is wrong with the text and in which line.</summary>
    public static (CubeFile? Cube, string? Problem) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int? size = null;
        double[] low = [0, 0, 0], high = [1, 1, 1];
        var entries = new List<(double, double, double)>();
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#' || line.StartsWith("TITLE")) continue;
            if (line.StartsWith("LUT_1D_SIZE")) return (null, "It is a one-dimensional table; LUT_3D_SIZE is read.");
            if (Rest(line, "LUT_3D_SIZE") is { Length: > 0 } sides)
            {
                if (!int.TryParse(sides, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
                    || found is < 2 or > SizeMax)
                    return (null, $"Line {number}: LUT_3D_SIZE is 2 to {SizeMax}.");
                size = found;
            }
            else if (Rest(line, "DOMAIN_MIN") is { Length: > 0 } from && Numbers(from) is { } lowest) low = lowest;
            else if (Rest(line, "DOMAIN_MAX") is { Length: > 0 } to && Numbers(to) is { } highest) high = highest;
            else if (Numbers(line.ToString()) is [var red, var green, var blue]) entries.Add((red, green, blue));
            else return (null, $"Line {number} is neither a setting nor three numbers.");
            if (entries.Count > SizeMax * SizeMax * SizeMax) return (null, "It has too many entries.");
        }

        if (size is not { } side) return (null, "LUT_3D_SIZE is missing.");
        if (entries.Count != side * side * side)
            return (null, $"It has {entries.Count} entries where {side} x {side} x {side} are needed.");
        for (var i = 0; i < 3; i++)
        {
            if (!(high[i] > low[i])) return (null, "DOMAIN_MAX is not above DOMAIN_MIN.");
        }

        return (new(side, [.. entries], low, high), null);
    }

    /// <summary>The new colour, interpolated between the eight entries around the old one.</summary>
    public (double Red, double Green, double Blue) Change((double Red, double Green, double Blue) colour)
    {
        var (r, fractionRed) = Place(colour.Red, 0);
        var (g, fractionGreen) = Place(colour.Green, 1);
        var (b, fractionBlue) = Place(colour.Blue, 2);
        var (red, green, blue) = (0.0, 0.0, 0.0);
        for (var corner = 0; corner < 8; corner++)
        {
            var (stepRed, stepGreen, stepBlue) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            var weight = Part(fractionRed, stepRed) * Part(fractionGreen, stepGreen) * Part(fractionBlue, stepBlue);
            var entry = _entries[((((b + stepBlue) * Size) + g + stepGreen) * Size) + r + stepRed];
            red += weight * entry.Red;
            green += weight * entry.Green;
            blue += weight * entry.Blue;
        }

        return (red, green, blue);
    }

    private (int Cell, double Fraction) Place(double value, int channel)
    {
        var place = (value - _low[channel]) / (_high[channel] - _low[channel]) * (Size - 1);
        var cell = Math.Clamp((int)Math.Floor(place), 0, Size - 2);
        return (cell, Math.Clamp(place - cell, 0, 1));
    }

    private static double Part(double fraction, int step) => step == 0 ? 1 - fraction : fraction;

    /// <summary>What follows a keyword; null where the line has another one.</summary>
    private static string? Rest(ReadOnlySpan<char> line, string keyword) =>
        line.StartsWith(keyword) && line.Length > keyword.Length && char.IsWhiteSpace(line[keyword.Length])
            ? line[keyword.Length..].Trim().ToString()
            : null;

    private static double[]? Numbers(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3) return null;
        var numbers = new double[3];
        for (var i = 0; i < 3; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]) || Math.Abs(numbers[i]) > 100)
                return null;
        }

        return numbers;
    }
}

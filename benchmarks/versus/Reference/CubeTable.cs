using System.Globalization;

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>A table of colours as .cube files have it, read between its points by straight lines.</summary>
internal sealed class CubeTable
{
    private readonly int _points;
    private readonly double[] _values;

    public CubeTable(IEnumerable<string> lines)
    {
        var numbers = lines.Where(line => line.Length > 0 && (char.IsAsciiDigit(line[0]) || line[0] == '-'));
        _values = [.. numbers.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        _points = (int)Math.Round(Math.Cbrt(_values.Length / 3));
        if (_points * _points * _points * 3 != _values.Length) throw new InvalidDataException("Not a whole cube.");
    }

    public (double Red, double Green, double Blue) Look(double red, double green, double blue)
    {
        var (r, farR) = Cell(red);
        var (g, farG) = Cell(green);
        var (b, farB) = Cell(blue);
        var (x, y, z) = (0.0, 0.0, 0.0);
        for (var corner = 0; corner < 8; corner++)
        {
            var (stepR, stepG, stepB) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            var weight = Part(farR, stepR) * Part(farG, stepG) * Part(farB, stepB);
            var at = 3 * (((((b + stepB) * _points) + g + stepG) * _points) + r + stepR);
            (x, y, z) = (
                x + (weight * _values[at]), y + (weight * _values[at + 1]), z + (weight * _values[at + 2]));
        }

        return (x, y, z);
    }

    private static double Part(double far, int step) => step == 0 ? 1 - far : far;

    private (int Cell, double Far) Cell(double value)
    {
        var place = Math.Clamp(value, 0, 1) * (_points - 1);
        var cell = Math.Min((int)place, _points - 2);
        return (cell, place - cell);
    }
}

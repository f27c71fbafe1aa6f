using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Framemill.Media.Sources;

/// <summary>
/// Brings high dynamic range to standard: a table from BT.2020 PQ or HLG to BT.709, used by the decoder on each
/// pixel. Reference white (203 candela per square metre) keeps its look, highlights roll off, hues stay.
/// </summary>
internal static class ToneMapping
{
    public const string FileName = "tone.cube";
    private const int Nodes = 49;
    private const double ReferenceWhiteNits = 203;
    private const int UsualPeakNits = 1000;
    private const double Knee = 0.35;
    private const double WhiteLevel = 0.62;
    private static readonly ConcurrentDictionary<(DynamicRange Range, int PeakNits), byte[]> Tables = new();

    /// <summary>A new folder with the table in it; null for standard range. The caller deletes the folder.</summary>
    public static async Task<string?> WriteTableAsync(ColourFacts colour)
    {
        if (colour.Range == DynamicRange.Standard) return null;
        // Few different tables: the peak in steps, and within what displays and masters have.
        var peak = colour.Range == DynamicRange.Hlg ? UsualPeakNits
            : Math.Clamp(colour.PeakNits ?? UsualPeakNits, 400, 4000);
        var table = Tables.GetOrAdd((colour.Range, (peak + 99) / 100 * 100),
            key => Encoding.ASCII.GetBytes(Table(key)));
        var folder = Directory.CreateTempSubdirectory("framemill-colour-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, FileName), table);
        return folder;
    }

    /// <summary>One colour: BT.2020 code values from 0 to 1 in, BT.709 code values out.</summary>
    internal static (double Red, double Green, double Blue) Map(
        DynamicRange range, double peakNits, double red, double green, double blue)
    {
        var (r, g, b) = range == DynamicRange.Pq
            ? (PqToNits(red), PqToNits(green), PqToNits(blue))
            : HlgToNits(red, green, blue);
        (r, g, b) = ToBt709(r / ReferenceWhiteNits, g / ReferenceWhiteNits, b / ReferenceWhiteNits);
        (r, g, b) = IntoGamut(r, g, b);
        var brightest = Math.Max(r, Math.Max(g, b));
        if (brightest <= 0) return (0, 0, 0);
        var scale = RollOff(brightest, peakNits / ReferenceWhiteNits) / brightest;
        return (ToCode(r * scale), ToCode(g * scale), ToCode(b * scale));
    }

    private static string Table((DynamicRange Range, int PeakNits) key)
    {
        var text = new StringBuilder($"LUT_3D_SIZE {Nodes}\n", Nodes * Nodes * Nodes * 27);
        for (var blue = 0; blue < Nodes; blue++)
        for (var green = 0; green < Nodes; green++)
        for (var red = 0; red < Nodes; red++)
        {
            const double last = Nodes - 1;
            var (r, g, b) = Map(key.Range, key.PeakNits, red / last, green / last, blue / last);
            text.Append(CultureInfo.InvariantCulture, $"{r:0.000000} {g:0.000000} {b:0.000000}\n");
        }

        return text.ToString();
    }

    /// <summary>Linear up to the knee; above it a curve with the same slope that meets 1 at the peak.</summary>
    private static double RollOff(double level, double peak)
    {
        var scaled = level * WhiteLevel;
        if (scaled <= Knee) return scaled;
        // Reinhard's extended curve between the knee and the peak: slope 1 at the knee, exactly 1 at the peak.
        var room = 1 - Knee;
        var above = (scaled - Knee) / room;
        var most = Math.Max(((peak * WhiteLevel) - Knee) / room, 1);
        return Math.Min(1, Knee + (room * above * (1 + (above / (most * most))) / (1 + above)));
    }

    private static double PqToNits(double code)
    {
        const double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
        const double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
        var power = Math.Pow(Math.Max(code, 0), 1 / m2);
        return 10_000 * Math.Pow(Math.Max(power - c1, 0) / (c2 - (c3 * power)), 1 / m1);
    }

    /// <summary>Scene light by the inverse curve, then the system gamma of a 1000-nit display.</summary>
    private static (double Red, double Green, double Blue) HlgToNits(double red, double green, double blue)
    {
        var (r, g, b) = (HlgToScene(red), HlgToScene(green), HlgToScene(blue));
        var luminance = (0.2627 * r) + (0.6780 * g) + (0.0593 * b);
        var gain = luminance <= 0 ? 0 : UsualPeakNits * Math.Pow(luminance, 0.2);
        return (r * gain, g * gain, b * gain);
    }

    private static double HlgToScene(double code)
    {
        const double a = 0.17883277, b = 0.28466892, c = 0.55991073;
        return code <= 0.5 ? code * code / 3 : (Math.Exp((code - c) / a) + b) / 12;
    }

    private static (double Red, double Green, double Blue) ToBt709(double r, double g, double b) =>
        ((1.660491 * r) - (0.587641 * g) - (0.072850 * b),
            (-0.124550 * r) + (1.132900 * g) - (0.008349 * b),
            (-0.018151 * r) - (0.100579 * g) + (1.118730 * b));

    /// <summary>Colours that BT.709 lacks are mixed with grey of the same luminance until they fit.</summary>
    private static (double Red, double Green, double Blue) IntoGamut(double r, double g, double b)
    {
        var least = Math.Min(r, Math.Min(g, b));
        if (least >= 0) return (r, g, b);
        var grey = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
        if (grey <= 0) return (Math.Max(r, 0), Math.Max(g, 0), Math.Max(b, 0));
        var keep = grey / (grey - least);
        return (grey + ((r - grey) * keep), grey + ((g - grey) * keep), grey + ((b - grey) * keep));
    }

    // What a standard display of gamma 2.4 turns back into that light.
    private static double ToCode(double light) => Math.Pow(Math.Clamp(light, 0, 1), 1 / 2.4);
}

using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// Turns rows of sRGB into BT.709 limited range 4:2:0 in fixed point. Chroma is sited left, as the images have it:
/// each chroma sample weighs its own column twice and its neighbours once, over two rows, and transparent pixels do
/// not count.
/// </summary>
internal static class RgbRows
{
    private const int Shift = 16;
    private const int Half = 1 << (Shift - 1);

    // 219 / 255 times the luma weights; 112 / 127.5 over the span of each difference.
    private const int YRed = 11_966, YGreen = 40_254, YBlue = 4_064;
    private const int URed = -6_596, UGreen = -22_189, UBlue = 28_785;
    private const int VRed = 28_785, VGreen = -26_145, VBlue = -2_640;

    /// <param name="y">Row of the first of the two; even.</param>
    public static void Convert(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int bands, PlanarImage image, int y)
    {
        Luma(first, bands, image, y);
        if (y + 1 < image.Height) Luma(second, bands, image, y + 1);
        var u = image.U.Row(y / 2);
        var v = image.V.Row(y / 2);
        for (var x = 0; x < u.Length; x++)
        {
            var sum = new Sum();
            for (var column = (2 * x) - 1; column <= (2 * x) + 1; column++)
            {
                var at = Math.Clamp(column, 0, image.Width - 1) * bands;
                var weight = column == 2 * x ? 2 : 1;
                sum.Add(first[at..], bands, weight);
                sum.Add(second[at..], bands, weight);
            }

            var (red, green, blue) = sum.Mean();
            u[x] = (byte)(128 + (((URed * red) + (UGreen * green) + (UBlue * blue) + Half) >> Shift));
            v[x] = (byte)(128 + (((VRed * red) + (VGreen * green) + (VBlue * blue) + Half) >> Shift));
        }
    }

    private static void Luma(ReadOnlySpan<byte> row, int bands, PlanarImage image, int y)
    {
        var luma = image.Y.Row(y);
        var alpha = image.HasAlpha ? image.A.Row(y) : default;
        for (var x = 0; x < luma.Length; x++)
        {
            var pixel = row.Slice(x * bands, bands);
            var (red, green, blue) = bands < 3 ? (pixel[0], pixel[0], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
            luma[x] = (byte)(16 + (((YRed * red) + (YGreen * green) + (YBlue * blue) + Half) >> Shift));
            if (!alpha.IsEmpty) alpha[x] = pixel[bands - 1];
        }
    }

    private struct Sum
    {
        private int _red, _green, _blue, _weight;
        private int _plainRed, _plainGreen, _plainBlue, _plainWeight;

        public void Add(ReadOnlySpan<byte> pixel, int bands, int weight)
        {
            var (red, green, blue) = bands < 3 ? (pixel[0], pixel[0], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
            var seen = bands is 2 or 4 ? pixel[bands - 1] * weight : 255 * weight;
            _red += red * seen;
            _green += green * seen;
            _blue += blue * seen;
            _weight += seen;
            _plainRed += red * weight;
            _plainGreen += green * weight;
            _plainBlue += blue * weight;
            _plainWeight += weight;
        }

        public readonly (int Red, int Green, int Blue) Mean() => _weight > 0
            ? (Rounded(_red, _weight), Rounded(_green, _weight), Rounded(_blue, _weight))
            : (Rounded(_plainRed, _plainWeight), Rounded(_plainGreen, _plainWeight), Rounded(_plainBlue, _plainWeight));

        private static int Rounded(int sum, int weight) => (sum + (weight / 2)) / weight;
    }
}

using Framemill.Media.Composition.Layout;
using Framemill.Media.Timelines;

namespace Framemill.Media.Composition.Layers;

/// <summary>How many pixels of a source are of use where it is shown.</summary>
internal static class WorkingPixels
{
    /// <summary>The size to decode to: as large as it is ever seen, never larger than it is.</summary>
    public static FrameSize Of(in LayoutRequest layout, double scaleMax, Canvas canvas, FrameSize source)
    {
        var (width, height) = ClipLayout.FittedSize(layout);
        var crop = layout.Crop;
        var leftX = Math.Max(1e-6, 1 - crop.Left - crop.Right);
        var leftY = Math.Max(1e-6, 1 - crop.Top - crop.Bottom);
        var seenX = width / (source.Width * leftX) * scaleMax * canvas.ScaleX;
        var seenY = height / (source.Height * leftY) * scaleMax * canvas.ScaleY;
        var seen = Math.Clamp(Math.Max(seenX, seenY), 0, 1);
        // Exact decimals such as 1920 * (1080/1080) must not become 1921.
        return new(Side(source.Width * seen), Side(source.Height * seen));

        static int Side(double length) => Math.Max(1, (int)Math.Ceiling(length - 1e-6));
    }
}

using Framemill.Media.Composition.Layout;
using Framemill.Media.Timelines;
using Framemill.Pixels;

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
        return new(Side(source.Width * seen), Side(source.Height * seen));
    }

    /// <summary>
    /// The size to draw at what has no pixels of its own: as large as it is ever seen, as far as memory allows.
    /// </summary>
    public static FrameSize Sharp(in LayoutRequest layout, double scaleMax, Canvas canvas, long pixelsMax)
    {
        const double LargestUseful = 4; // Times the frame: what is beyond lies outside of it.
        var (fittedWidth, fittedHeight) = ClipLayout.FittedSize(layout);
        var seen = Math.Max(1e-3, scaleMax) * Math.Max(canvas.ScaleX, canvas.ScaleY);
        var (width, height) = (fittedWidth * seen, fittedHeight * seen);
        var sideMax = Math.Min(
            PlanarImage.SideMax, LargestUseful * Math.Max(canvas.Output.Width, canvas.Output.Height));
        var shrink = Math.Min(1, Math.Min(sideMax / Math.Max(width, height), Math.Sqrt(pixelsMax / (width * height))));
        return new(Side(width * shrink), Side(height * shrink));
    }

    // Exact decimals such as 1920 * (1080/1080) must not become 1921.
    private static int Side(double length) => Math.Max(1, (int)Math.Ceiling(length - 1e-6));
}

using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layout;

/// <summary>
/// Places a picture in the frame: crop, fit, position, offset, skew and rotation about its own centre, and last the
/// scale about the point that the position pins. All in double: nothing is rounded to whole pixels.
/// </summary>
public static class ClipLayout
{
    public static Placement Place(in LayoutRequest request)
    {
        // 1. Fit what the crop leaves into the box.
        var source = Cropped(request);
        var fitted = Fitted(request, source);

        // 2. Pin the box (or without one the fitted picture) to its place in the frame.
        var hasBox = request.BoxWidth is not null || request.BoxHeight is not null;
        var box = Box(request);
        var pinnedWidth = hasBox ? box.Width : Math.Min(fitted.Width, CutWidth(request, fitted, box));
        var pinnedHeight = hasBox ? box.Height : Math.Min(fitted.Height, CutHeight(request, fitted, box));
        var (alongX, alongY) = Along(request.Position);
        var centreX = (pinnedWidth / 2) + (alongX * (request.Frame.Width - pinnedWidth))
            + (request.OffsetX * request.Frame.Width);
        var centreY = (pinnedHeight / 2) + (alongY * (request.Frame.Height - pinnedHeight))
            - (request.OffsetY * request.Frame.Height);

        // 3. Turn about the picture's own centre, then scale about the pin.
        var pinX = centreX + ((alongX - 0.5) * pinnedWidth);
        var pinY = centreY + ((alongY - 0.5) * pinnedHeight);
        var transform = AffineTransform.Identity
            .Translate(-(source.X + (source.Width / 2)), -(source.Y + (source.Height / 2)))
            .Scale(
                fitted.ScaleX * (request.FlipHorizontal ? -1 : 1),
                fitted.ScaleY * (request.FlipVertical ? -1 : 1))
            .Then(new(1, request.SkewX, 0, request.SkewY, 1, 0))
            .Rotate(request.RotateDegrees)
            .Translate(centreX - pinX, centreY - pinY)
            .Scale(request.Scale)
            .Translate(pinX, pinY);
        return new(transform, Shown(request, source, fitted, box));
    }

    /// <summary>The size that the fit gives the picture, overflow included: what effects that pan start from.</summary>
    public static (double Width, double Height) FittedSize(in LayoutRequest request)
    {
        var fitted = Fitted(request, Cropped(request));
        return (fitted.Width, fitted.Height);
    }

    /// <summary>0 left or top, 0.5 centre, 1 right or bottom.</summary>
    private static (double X, double Y) Along(Position position) => position switch
    {
        Position.Top => (0.5, 0),
        Position.TopRight => (1, 0),
        Position.Right => (1, 0.5),
        Position.BottomRight => (1, 1),
        Position.Bottom => (0.5, 1),
        Position.BottomLeft => (0, 1),
        Position.Left => (0, 0.5),
        Position.TopLeft => (0, 0),
        _ => (0.5, 0.5),
    };

    private static Area Cropped(in LayoutRequest request)
    {
        var crop = request.Crop;
        var width = request.SourceWidth * Math.Clamp(1 - crop.Left - crop.Right, 0, 1);
        var height = request.SourceHeight * Math.Clamp(1 - crop.Top - crop.Bottom, 0, 1);
        return new(request.SourceWidth * crop.Left, request.SourceHeight * crop.Top, width, height);
    }

    private static (double Width, double Height) Box(in LayoutRequest request) =>
        (request.BoxWidth ?? request.Frame.Width, request.BoxHeight ?? request.Frame.Height);

    private static FittedPicture Fitted(in LayoutRequest request, Area source)
    {
        if (source.IsEmpty) return default;
        var box = Box(request);
        var (fillX, fillY) = (box.Width / source.Width, box.Height / source.Height);
        var (scaleX, scaleY) = request.Fit switch
        {
            Fit.Crop => (Math.Max(fillX, fillY), Math.Max(fillX, fillY)),
            Fit.Cover => (fillX, fillY),
            Fit.Contain => (Math.Min(fillX, fillY), Math.Min(fillX, fillY)),
            _ => (1, 1),
        };
        return new(scaleX, scaleY, source.Width * scaleX, source.Height * scaleY);
    }

    /// <summary>The part of the source that the box leaves.</summary>
    private static Area Shown(
        in LayoutRequest request, Area source, FittedPicture fitted, (double Width, double Height) box)
    {
        if (source.IsEmpty) return default;
        var width = request.KeepsOverflowX ? source.Width : CutWidth(request, fitted, box) / fitted.ScaleX;
        var height = request.KeepsOverflowY ? source.Height : CutHeight(request, fitted, box) / fitted.ScaleY;
        // A picture that fits shows whole: no rounding may take a hair off its edge.
        width = width >= source.Width * (1 - 1e-12) ? source.Width : width;
        height = height >= source.Height * (1 - 1e-12) ? source.Height : height;
        return new(
            source.X + ((source.Width - width) / 2), source.Y + ((source.Height - height) / 2), width, height);
    }

    private static double CutWidth(
        in LayoutRequest request, FittedPicture fitted, (double Width, double Height) box) =>
        Cuts(request) ? Math.Min(fitted.Width, box.Width) : fitted.Width;

    private static double CutHeight(
        in LayoutRequest request, FittedPicture fitted, (double Width, double Height) box) =>
        Cuts(request) ? Math.Min(fitted.Height, box.Height) : fitted.Height;

    // A picture of its own size is cut by a box of its own; without one only the frame cuts it.
    private static bool Cuts(in LayoutRequest request) =>
        request.Fit != Fit.None || request.BoxWidth is not null || request.BoxHeight is not null;

    private readonly record struct FittedPicture(double ScaleX, double ScaleY, double Width, double Height);
}

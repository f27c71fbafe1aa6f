using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>
/// One layer of one frame, worked out but not painted. Two frames whose steps are equal are the same picture: that is
/// how a frame that need not be painted again is known without looking at its pixels.
/// </summary>
internal readonly record struct FrameStep
{
    public required int Clip { get; init; }

    /// <summary>Which picture of the clip's layer.</summary>
    public required long Picture { get; init; }

    /// <summary>From the layer's coordinates to the output frame's.</summary>
    public required AffineTransform ToFrame { get; init; }
    public required Layout.Area Visible { get; init; }

    /// <summary>Of <see cref="LayerPainter.OpacityFull"/>.</summary>
    public required int Opacity { get; init; }
    public Curtain? Curtain { get; init; }
    public bool IsMirrored { get; init; }

    /// <summary>Where in the frame the shown part lies, in whole pixels around it.</summary>
    public required PixelRect Bounds { get; init; }

    /// <summary>The edges of the shown part lie inside the frame or between pixels: they need a mask.</summary>
    public required bool CutsInside { get; init; }

    /// <summary>Not painted itself: its brightness masks the step behind it.</summary>
    public bool IsMatte { get; init; }

    /// <summary>Nothing below can be seen.</summary>
    public required bool HidesAllBelow { get; init; }
}

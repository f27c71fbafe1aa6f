using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Composition.Layout;

/// <summary>All that decides where a clip's picture lies at one moment.</summary>
public readonly record struct LayoutRequest
{
    public LayoutRequest() { }

    /// <summary>Of the picture as it is shown upright, before any crop.</summary>
    public required double SourceWidth { get; init; }
    public required double SourceHeight { get; init; }
    public required FrameSize Frame { get; init; }

    public Crop Crop { get; init; } = Crop.None;
    public Fit Fit { get; init; } = Fit.Crop;

    /// <summary>The clip's own box in pixels; null for the frame's side.</summary>
    public double? BoxWidth { get; init; }
    public double? BoxHeight { get; init; }
    public Position Position { get; init; }

    /// <summary>Fractions of the frame, y up.</summary>
    public double OffsetX { get; init; }
    public double OffsetY { get; init; }
    public double RotateDegrees { get; init; }
    public double SkewX { get; init; }
    public double SkewY { get; init; }
    public bool FlipHorizontal { get; init; }
    public bool FlipVertical { get; init; }
    public double Scale { get; init; } = 1;

    /// <summary>What sticks out of the box in this direction stays: it is about to be moved into view.</summary>
    public bool KeepsOverflowX { get; init; }
    public bool KeepsOverflowY { get; init; }
}

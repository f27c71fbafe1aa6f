using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>
/// The frame that clips are laid out on, and the frame that is written: the same thing at another size.
/// </summary>
internal readonly record struct Canvas(FrameSize Layout, FrameSize Output)
{
    public double ScaleX => (double)Output.Width / Layout.Width;
    public double ScaleY => (double)Output.Height / Layout.Height;
    public PixelRect Bounds => new(0, 0, Output.Width, Output.Height);

    public AffineTransform ToOutput(in AffineTransform toLayout) =>
        Layout == Output ? toLayout : toLayout.Scale(ScaleX, ScaleY);
}

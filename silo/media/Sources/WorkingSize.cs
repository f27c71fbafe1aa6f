using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// The size that media is worked on in: large enough for where it is shown, never larger than it is.
/// </summary>
public static class WorkingSize
{
    /// <summary>Shrinks to fit inside <paramref name="largest"/>, keeping the shape. Never enlarges.</summary>
    public static FrameSize Within(FrameSize size, FrameSize largest)
    {
        if (size.Width <= largest.Width && size.Height <= largest.Height) return size;
        var width = new Rational(largest.Width, size.Width);
        var height = new Rational(largest.Height, size.Height);
        return Scaled(size, Rational.Min(width, height));
    }

    private static FrameSize Scaled(FrameSize size, Rational scale) => new(
        (int)Math.Max(1, (size.Width * scale).Round()),
        (int)Math.Max(1, (size.Height * scale).Round()));
}

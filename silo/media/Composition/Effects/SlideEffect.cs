using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Effects;

/// <summary>
/// The picture drifts in the direction of its name. Where its fit leaves enough of it outside the frame it pans over
/// that; otherwise it is enlarged just enough never to show its edge.
/// </summary>
internal sealed class SlideEffect(Pace pace, int rightwards, int upwards) : IEffect
{
    // Fractions of the frame to either side of the middle: the vendor's own numbers.
    private readonly double _way = pace switch { Pace.Slow => 0.03, Pace.Fast => 0.2, _ => 0.12 };

    public Motion At(double progress, EffectSpace space)
    {
        var isHorizontal = rightwards != 0;
        var frame = isHorizontal ? space.Frame.Width : space.Frame.Height;
        var fitted = isHorizontal ? space.FittedWidth : space.FittedHeight;
        var needed = frame * (1 + (2 * _way));
        var (way, scale) = fitted >= needed || fitted <= 0
            ? (Math.Max(0, (fitted - frame) / 2 / frame), 1.0)
            : (_way, needed / fitted);
        var along = ((2 * progress) - 1) * way;
        return new()
        {
            Scale = scale,
            OffsetX = rightwards * along,
            OffsetY = upwards * along,
            KeepsOverflowX = isHorizontal,
            KeepsOverflowY = !isHorizontal,
        };
    }
}

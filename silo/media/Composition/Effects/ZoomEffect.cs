using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Effects;

/// <summary>The picture slowly grows, or shrinks to its place.</summary>
internal sealed class ZoomEffect(Pace pace, bool inwards) : IEffect
{
    // The vendor's own numbers.
    private readonly double _largest = pace switch { Pace.Slow => 1.1, Pace.Fast => 1.7, _ => 1.3 };

    public Motion At(double progress, EffectSpace space) =>
        new() { Scale = 1 + ((_largest - 1) * (inwards ? progress : 1 - progress)) };
}

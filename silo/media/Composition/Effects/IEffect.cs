using Framemill.Media.Timelines;

namespace Framemill.Media.Composition.Effects;

/// <summary>A motion that lasts as long as the clip. Progress runs from 0 to 1 at constant speed.</summary>
public interface IEffect
{
    Motion At(double progress, EffectSpace space);
}

/// <param name="Frame">The film's frame.</param>
/// <param name="FittedWidth">The picture as its fit sizes it, overflow included.</param>
/// <param name="FittedHeight">The same, downwards.</param>
public readonly record struct EffectSpace(FrameSize Frame, double FittedWidth, double FittedHeight);

using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Effects;

/// <summary>Which effect a name of the contract means.</summary>
public static class EffectCatalogue
{
    /// <summary>Null for no effect.</summary>
    public static IEffect? Of(ClipEffect effect) => effect.Kind switch
    {
        EffectKind.None => null,
        EffectKind.ZoomIn => new ZoomEffect(effect.Pace, inwards: true),
        EffectKind.ZoomOut => new ZoomEffect(effect.Pace, inwards: false),
        EffectKind.SlideLeft => new SlideEffect(effect.Pace, -1, 0),
        EffectKind.SlideRight => new SlideEffect(effect.Pace, 1, 0),
        EffectKind.SlideUp => new SlideEffect(effect.Pace, 0, 1),
        EffectKind.SlideDown => new SlideEffect(effect.Pace, 0, -1),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, null),
    };
}

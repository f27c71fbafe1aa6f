using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>Which transition a name of the contract means.</summary>
public static class TransitionCatalogue
{
    private static readonly (int Right, int Up) Top = (0, 1);
    private static readonly (int Right, int Up) Right = (1, 0);
    private static readonly (int Right, int Up) Bottom = (0, -1);
    private static readonly (int Right, int Up) Left = (-1, 0);

    /// <summary>Null for no transition.</summary>
    public static ITransition? Of(Transition transition)
    {
        var pace = transition.Pace;
        return transition.Kind switch
        {
            TransitionKind.None => null,
            TransitionKind.Fade => new FadeTransition(pace),
            TransitionKind.Reveal => new RevealTransition(pace),
            TransitionKind.WipeLeft => new WipeTransition(pace, toLeft: true),
            TransitionKind.WipeRight => new WipeTransition(pace, toLeft: false),
            TransitionKind.SlideLeft => new SlideTransition(pace, -1, 0),
            TransitionKind.SlideRight => new SlideTransition(pace, 1, 0),
            TransitionKind.SlideUp => new SlideTransition(pace, 0, 1),
            TransitionKind.SlideDown => new SlideTransition(pace, 0, -1),
            TransitionKind.CarouselLeft => new CarouselTransition(pace, -1, 0),
            TransitionKind.CarouselRight => new CarouselTransition(pace, 1, 0),
            TransitionKind.CarouselUp => new CarouselTransition(pace, 0, 1),
            TransitionKind.CarouselDown => new CarouselTransition(pace, 0, -1),
            TransitionKind.ShuffleTopRight => new ShuffleTransition(pace, Top, Right),
            TransitionKind.ShuffleRightTop => new ShuffleTransition(pace, Right, Top),
            TransitionKind.ShuffleRightBottom => new ShuffleTransition(pace, Right, Bottom),
            TransitionKind.ShuffleBottomRight => new ShuffleTransition(pace, Bottom, Right),
            TransitionKind.ShuffleBottomLeft => new ShuffleTransition(pace, Bottom, Left),
            TransitionKind.ShuffleLeftBottom => new ShuffleTransition(pace, Left, Bottom),
            TransitionKind.ShuffleLeftTop => new ShuffleTransition(pace, Left, Top),
            TransitionKind.ShuffleTopLeft => new ShuffleTransition(pace, Top, Left),
            TransitionKind.Zoom => new ZoomTransition(pace),
            _ => throw new ArgumentOutOfRangeException(nameof(transition), transition, null),
        };
    }
}

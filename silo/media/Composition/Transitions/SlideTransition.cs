using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>The clip moves a little way in the direction of its name while it fades.</summary>
internal sealed class SlideTransition(Pace pace, int rightwards, int upwards) : ITransition
{
    private const double WayOfFrame = 0.025;

    public double Seconds { get; } = TransitionPace.Brisk(pace);

    public Motion In(double progress) => Along(progress - 1, Easings.At(Easing.Ease, progress));

    public Motion Out(double progress)
    {
        var eased = Easings.At(Easing.Ease, progress);
        return Along(eased, 1 - eased);
    }

    private Motion Along(double way, double opacity) => new()
    {
        OffsetX = rightwards * way * WayOfFrame,
        OffsetY = upwards * way * WayOfFrame,
        Opacity = opacity,
    };
}

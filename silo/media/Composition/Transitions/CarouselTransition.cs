using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>The clip travels a whole frame in the direction of its name, as pictures on a carousel do.</summary>
internal sealed class CarouselTransition(Pace pace, int rightwards, int upwards) : ITransition
{
    public double Seconds { get; } = TransitionPace.Brisk(pace);

    public Motion In(double progress) => Along(progress - 1);

    public Motion Out(double progress) => Along(Easings.At(Easing.Ease, progress));

    private Motion Along(double way) => new() { OffsetX = rightwards * way, OffsetY = upwards * way };
}

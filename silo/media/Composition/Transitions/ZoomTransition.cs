using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>The clip rushes in from, or out to, ten times its size while it fades.</summary>
internal sealed class ZoomTransition(Pace pace) : ITransition
{
    private const double Largest = 10;

    public double Seconds { get; } = TransitionPace.Rush(pace);

    public Motion In(double progress)
    {
        var eased = Easings.At(Easing.EaseIn, progress);
        return new() { Scale = Largest + ((1 - Largest) * eased), Opacity = eased };
    }

    public Motion Out(double progress)
    {
        var eased = Easings.At(Easing.EaseOut, progress);
        return new() { Scale = 1 + ((Largest - 1) * eased), Opacity = 1 - eased };
    }
}

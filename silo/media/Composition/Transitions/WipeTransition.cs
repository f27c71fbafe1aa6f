using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>A soft edge, as wide as the clip, goes across it: always in the direction of its name.</summary>
internal sealed class WipeTransition(Pace pace, bool toLeft) : ITransition
{
    public double Seconds { get; } = TransitionPace.Calm(pace);

    public Motion In(double progress)
    {
        // The edge begins and ends a whole width outside, so nothing jumps.
        var edge = 2 * Easings.At(Easing.EaseInOut, progress);
        return toLeft
            ? new() { Curtain = new(Whole: 2 - edge, Gone: 1 - edge) }
            : new() { Curtain = new(Whole: edge - 1, Gone: edge) };
    }

    public Motion Out(double progress)
    {
        var edge = 2 * Easings.At(Easing.EaseInOut, progress);
        return toLeft
            ? new() { Curtain = new(Whole: 1 - edge, Gone: 2 - edge) }
            : new() { Curtain = new(Whole: edge, Gone: edge - 1) };
    }
}

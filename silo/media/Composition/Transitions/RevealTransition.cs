using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>A hard edge uncovers the clip from left to right, and covers it again from right to left.</summary>
internal sealed class RevealTransition(Pace pace) : ITransition
{
    public double Seconds { get; } = TransitionPace.Calm(pace);

    public Motion In(double progress) => Edge(Easings.At(Easing.Ease, progress));

    public Motion Out(double progress) => Edge(1 - Easings.At(Easing.Ease, progress));

    private static Motion Edge(double at) => new() { Curtain = new(Whole: at, Gone: at) };
}

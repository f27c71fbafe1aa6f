using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>The clip becomes visible or invisible where it stands.</summary>
internal sealed class FadeTransition(Pace pace) : ITransition
{
    public double Seconds { get; } = TransitionPace.Calm(pace);

    public Motion In(double progress) => new() { Opacity = Easings.At(Easing.EaseInOut, progress) };

    public Motion Out(double progress) => new() { Opacity = Easings.At(Easing.EaseInOut, 1 - progress) };
}

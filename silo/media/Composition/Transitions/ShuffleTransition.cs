using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>
/// The clip is dealt like a card: it comes over the first edge of its name, bent towards the second, turning as it
/// goes.
/// </summary>
internal sealed class ShuffleTransition(Pace pace, (int Right, int Up) edge, (int Right, int Up) bend) : ITransition
{
    // A clip that is turned needs more than its own side to be out of sight.
    private const double WayOfFrame = 1.4;
    private const double BendOfFrame = 0.3;
    private const double TurnDegrees = 30;

    public double Seconds { get; } = TransitionPace.Calm(pace);

    public Motion In(double progress) => Away(1 - Easings.At(Easing.EaseOutCubic, progress));

    public Motion Out(double progress) => Away(Easings.At(Easing.EaseInCubic, progress));

    private Motion Away(double way) => new()
    {
        OffsetX = ((edge.Right * WayOfFrame) + (bend.Right * BendOfFrame)) * way,
        OffsetY = ((edge.Up * WayOfFrame) + (bend.Up * BendOfFrame)) * way,
        // Clockwise when dealt from the top towards the right, and so on around.
        RotateDegrees = ((edge.Up * bend.Right) - (edge.Right * bend.Up)) * TurnDegrees * way,
    };
}

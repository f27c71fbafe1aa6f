namespace Framemill.Media.Composition.Transitions;

/// <summary>
/// How a clip comes or goes. Progress runs from 0 to 1 in both directions: in, 1 is the clip as it stands; out, 0 is.
/// </summary>
public interface ITransition
{
    double Seconds { get; }

    Motion In(double progress);

    Motion Out(double progress);
}

using Framemill.Media.Edits;

namespace Framemill.Media.Composition.Transitions;

/// <summary>How long transitions last, in seconds: the vendor's own numbers.</summary>
internal static class TransitionPace
{
    public static double Calm(Pace pace) => pace switch { Pace.Slow => 2, Pace.Fast => 0.5, _ => 1 };

    public static double Brisk(Pace pace) => pace switch { Pace.Slow => 2, Pace.Fast => 0.25, _ => 0.5 };

    public static double Rush(Pace pace) => pace switch { Pace.Slow => 0.8, Pace.Fast => 0.2, _ => 0.4 };
}

namespace Framemill.Media.Edits;

/// <summary>How a clip comes in or goes out. Its default value is none.</summary>
public readonly record struct Transition(TransitionKind Kind, Pace Pace = Pace.Normal);

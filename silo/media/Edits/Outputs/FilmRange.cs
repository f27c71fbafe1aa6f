using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>The part of the timeline that is rendered, in seconds.</summary>
/// <param name="Length">Null for the rest.</param>
public sealed record FilmRange(Rational Start, Rational? Length);

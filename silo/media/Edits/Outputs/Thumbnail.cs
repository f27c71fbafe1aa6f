using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <param name="Capture">Its moment in seconds.</param>
/// <param name="Scale">Its size as a fraction of the film's.</param>
public sealed record Thumbnail(Rational Capture, double Scale);

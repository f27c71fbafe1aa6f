namespace Framemill.Media.Edits;

/// <param name="Offset">0 for the begin, 1 for the end.</param>
public sealed record GradientStop(double Offset, Rgba Color);

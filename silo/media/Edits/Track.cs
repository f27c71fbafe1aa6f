namespace Framemill.Media.Edits;

/// <summary>Clips that never overlap in time.</summary>
public sealed record Track(IReadOnlyList<Clip> Clips);

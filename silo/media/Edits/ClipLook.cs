namespace Framemill.Media.Edits;

/// <summary>Other colours for a picture, from a table in a file.</summary>
/// <param name="Source">The .cube file.</param>
/// <param name="Strength">0 leaves the picture as it is, 1 is the whole change.</param>
public sealed record ClipLook(string Source, double Strength);

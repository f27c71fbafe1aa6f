namespace Framemill.Media.Edits;

/// <param name="Replace">Any JSON value, as JSON text.</param>
public sealed record MergeField(string Find, string Replace);

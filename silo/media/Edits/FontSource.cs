namespace Framemill.Media.Edits;

public sealed record FontSource(string Source);

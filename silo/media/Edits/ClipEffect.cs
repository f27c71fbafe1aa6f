namespace Framemill.Media.Edits;

/// <summary>A motion over the whole clip. Its default value is none.</summary>
public readonly record struct ClipEffect(EffectKind Kind, Pace Pace = Pace.Normal);

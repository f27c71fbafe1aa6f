namespace Framemill.Renders;

/// <summary>The state after an event and what it wants done.</summary>
public sealed record Decision(Render Next, IReadOnlyList<RenderEffect> Effects);

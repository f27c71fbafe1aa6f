namespace Framemill.Media.Edits;

/// <summary>When the film is wanted; a field of ours beside the vendor's.</summary>
/// <param name="Urgency">Null when the edit says nothing of it.</param>
public sealed record Schedule(Urgency? Urgency, DateTimeOffset? Deadline);

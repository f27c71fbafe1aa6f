namespace Framemill.Scheduling;

/// <summary>What a cycle decided.</summary>
public sealed record CyclePlan(IReadOnlyList<Placement> Placements, IReadOnlyList<Refusal> Refusals);

public sealed record Placement(WorkItem Work, string DeviceId);

/// <summary>Work that waits on, in the order in which it is due. The reason is what its user is shown.</summary>
public sealed record Refusal(WorkItem Work, WaitReason Reason);

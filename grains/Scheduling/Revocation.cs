namespace Framemill.Scheduling;

/// <summary>A lease that no longer holds, and who has to hear of it.</summary>
public sealed record Revocation(string DeviceId, string LeaseId);

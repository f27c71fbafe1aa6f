using Framemill.Scheduling;

namespace Framemill.Simulation.World;

/// <summary>How a simulated film is asked for.</summary>
public sealed record SimTerms(WorkClass Class, TimeSpan? Deadline, ModelNeed? Model);

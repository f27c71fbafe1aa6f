namespace Framemill.Renders;

/// <summary>Names one try at one piece of work. Tries of an older epoch than the newest known change nothing.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.work-ticket")]
public readonly record struct WorkTicket([property: Id(0)] string WorkId, [property: Id(1)] long Epoch);

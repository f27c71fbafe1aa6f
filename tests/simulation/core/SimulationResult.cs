namespace Framemill.Simulation;

/// <summary>What a seed came to.</summary>
public sealed record SimulationResult
{
    public required ulong Seed { get; init; }

    /// <summary>The rule that broke and when; null when all held.</summary>
    public required string? Broken { get; init; }
    public required long Steps { get; init; }
    public required double VirtualSeconds { get; init; }

    /// <summary>How often each operation and fault happened.</summary>
    public required IReadOnlyDictionary<string, long> Coverage { get; init; }

    /// <summary>The last events.</summary>
    public required string History { get; init; }
}

namespace Framemill.Gpu;

/// <summary>What does not change about a card.</summary>
public sealed record GpuCard
{
    /// <summary>The driver's number for it in this process.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Such as <c>NVIDIA H200</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The same in every process, such as <c>GPU-2a1f...</c>.</summary>
    public required string Uuid { get; init; }

    public required ComputeCapability ComputeCapability { get; init; }

    public required long MemoryBytes { get; init; }

    public required int Multiprocessors { get; init; }

    public required long L2CacheBytes { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace Framemill.Engine.Streams;

/// <summary>Bounds of the memory streams of one provider. Options by the provider's name.</summary>
public sealed class MemoryStreamLimits
{
    /// <summary>Batches that wait for the slowest consumer of a stream; then publishers wait. Default: 1024.</summary>
    [Range(1, 1_000_000)]
    public int WaitingBatchesMax { get; set; } = 1024;

    /// <summary>Batches handed to a consumer in one call, if it takes them without waiting. Default: 64.</summary>
    [Range(1, 10_000)]
    public int DeliveryBatchesMax { get; set; } = 64;

    /// <summary>Wait before an event is delivered again; it doubles with each failure. Default: 20 ms.</summary>
    public TimeSpan RedeliveryDelayMin { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest wait before an event is delivered again. Default: 2 s.</summary>
    public TimeSpan RedeliveryDelayMax { get; set; } = TimeSpan.FromSeconds(2);
}

namespace Framemill.Gpu;

/// <summary>How a card is doing. What the card does not tell is null.</summary>
public sealed record CardHealth
{
    public long? MemoryUsedBytes { get; init; }

    public long? MemoryTotalBytes { get; init; }

    /// <summary>Per cent of the last moments in which a kernel ran.</summary>
    public int? BusyPercent { get; init; }

    /// <summary>Per cent of the last moments in which its memory was read or written.</summary>
    public int? MemoryBusyPercent { get; init; }

    public int? Celsius { get; init; }

    public double? Watts { get; init; }
}

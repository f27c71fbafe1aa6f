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

    /// <summary>At which it slows itself down.</summary>
    public int? CelsiusSlow { get; init; }

    /// <summary>At which it stops.</summary>
    public int? CelsiusStop { get; init; }

    public double? Watts { get; init; }

    /// <summary>What it may take at most.</summary>
    public double? WattsMax { get; init; }

    /// <summary>Taken since its driver was loaded.</summary>
    public double? Joules { get; init; }

    /// <summary>Clock of its multiprocessors.</summary>
    public int? Megahertz { get; init; }

    public int? MegahertzMax { get; init; }

    /// <summary>What keeps its clocks below what was asked for; null when it does not tell.</summary>
    public SlowReasons? SlowBecause { get; init; }

    /// <summary>Memory errors since its driver was loaded that were put right.</summary>
    public long? ErrorsCorrected { get; init; }

    /// <summary>And those that were not: what it computed may be wrong.</summary>
    public long? ErrorsUncorrected { get; init; }

    /// <summary>Number of the last grave error that its driver told of since it is watched; null for none.</summary>
    public int? Xid { get; init; }

    /// <summary>How many of them there were.</summary>
    public long Xids { get; init; }
}

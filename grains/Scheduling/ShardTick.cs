namespace Framemill.Scheduling;

/// <summary>What a shard has to say after some time passed.</summary>
public sealed record ShardTick
{
    public static readonly ShardTick Nothing = new();

    public static readonly ShardTick Lapsed = new() { HasLapsed = true };

    /// <summary>Leases lapsed; their work waits again.</summary>
    public bool HasLapsed { get; init; }

    public IReadOnlyList<(int To, ShardNotice Notice)> Notices { get; init; } = [];

    /// <summary>For the first shard; null from that itself.</summary>
    public ShardReport? Report { get; init; }

    public IReadOnlyList<(int To, ShardOrder Order)> Orders { get; init; } = [];

    /// <summary>Devices that are sent to another shard.</summary>
    public IReadOnlyList<string> Wake { get; init; } = [];
}

using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>What a device holds and could hold: renews its leases, ends some and asks for more, in one call.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.device-offer")]
public sealed record DeviceOffer
{
    /// <summary>Key of the device grain.</summary>
    [Id(0)] public required string DeviceId { get; init; }
    [Id(1)] public required DeviceDescription Description { get; init; }

    /// <summary>Everything under way. A pool that lost its memory learns of it again from here.</summary>
    [Id(2)] public required IReadOnlyList<Lease> Held { get; init; }
    [Id(3)] public IReadOnlyList<EndedLease> Ended { get; init; } = [];

    /// <summary>It takes no more work and will go when it holds none.</summary>
    [Id(4)] public bool IsDraining { get; init; }

    /// <summary>Grows with every offer of the device, also across its restart: an overtaken one is ignored.</summary>
    [Id(5)] public required long Sequence { get; init; }

    /// <summary>Models in its memory. Those that no lease needs make room when another needs it.</summary>
    [Id(6)] public IReadOnlyList<ResidentModel> Models { get; init; } = [];

    /// <summary>Key of the shard that it was sent to; empty for a device that has just begun.</summary>
    [Id(7)] public string Home { get; init; } = "";

    /// <summary>As they were announced last: of the device itself, under its key, and of cards in its machine.
    /// </summary>
    [Id(8)] public IReadOnlyList<DeviceReading> Readings { get; init; } = [];
}

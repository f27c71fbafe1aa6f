namespace Framemill.Scheduling;

/// <summary>How quickly a pool makes lanes and how much waits for it: what films are cut into lanes by.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.pool-pace")]
public sealed record PoolPace
{
    /// <summary>Speeds of one slot at lanes that were measured, by profile.</summary>
    [Id(0)] public IReadOnlyList<ProfileSpeed> Lanes { get; init; } = [];

    /// <summary>Lanes that its devices can hold at a time.</summary>
    [Id(1)] public int LaneSlots { get; init; }
    [Id(2)] public int LanesWaiting { get; init; }

    /// <summary>Frames a second of one slot; null while nothing of the profile was measured.</summary>
    public double? SpeedOf(string profile)
    {
        foreach (var speed in Lanes)
        {
            if (speed.Profile == profile) return speed.FramesPerSecond;
        }

        return null;
    }
}

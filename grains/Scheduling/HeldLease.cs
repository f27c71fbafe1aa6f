namespace Framemill.Scheduling;

/// <summary>A lease that a pool gave out, or learnt of from its holder.</summary>
internal sealed class HeldLease(Lease lease, string deviceId, DateTimeOffset begun)
{
    private const double OverdueLeft = 0.1;

    public Lease Lease => lease;

    public string DeviceId => deviceId;

    public DateTimeOffset Begun => begun;

    public DateTimeOffset Expires { get; set; }

    /// <summary>Slot seconds that its tenant was charged, settled at the end.</summary>
    public double SecondsCharged { get; init; }

    /// <summary>Expected seconds on this device, loading included.</summary>
    public double SecondsExpected { get; init; }

    /// <summary>Sequence of the newest offer that named it.</summary>
    public long Seen { get; set; }

    /// <summary>It was asked to give way to more urgent work.</summary>
    public bool Yields { get; set; }

    /// <summary>What should have ended takes a little longer still.</summary>
    public double SecondsLeft(DateTimeOffset now) =>
        Math.Max(SecondsExpected * OverdueLeft, SecondsExpected - (now - begun).TotalSeconds);
}

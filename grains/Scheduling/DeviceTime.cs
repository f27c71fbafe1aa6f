namespace Framemill.Scheduling;

/// <summary>
/// Where the time of a device's lane slots went, in seconds of one slot: the parts add up to the time that it was
/// known.
/// </summary>
internal sealed class DeviceTime
{
    private DateTimeOffset? _since;

    public double Busy { get; private set; }

    /// <summary>Part of <see cref="Busy"/> in which models were loaded.</summary>
    public double Loading { get; private set; }

    /// <summary>Slots were free and work waited that its memory could not hold.</summary>
    public double Blocked { get; private set; }

    public double Idle { get; private set; }

    public bool IsBlocked { get; set; }

    /// <summary>Counts the time since the last call as it has been until now.</summary>
    public void Pass(int slots, int slotsHeld, DateTimeOffset now)
    {
        var seconds = _since is { } since && now > since ? (now - since).TotalSeconds : 0;
        if (_since is null || now > _since) _since = now;
        Busy += seconds * Math.Min(slots, slotsHeld);
        var free = seconds * Math.Max(0, slots - slotsHeld);
        if (IsBlocked) Blocked += free;
        else Idle += free;
    }

    public void Loaded(TimeSpan time) => Loading += time.TotalSeconds;
}

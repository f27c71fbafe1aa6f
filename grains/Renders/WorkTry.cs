namespace Framemill.Renders;

/// <summary>What a render remembers of one piece of work while it is awake.</summary>
public sealed record WorkTry
{
    public static readonly WorkTry None = new();

    /// <summary>Highest lease epoch heard of.</summary>
    public long Epoch { get; init; }

    /// <summary>A device started it and has not said how it ended.</summary>
    public bool IsRunning { get; init; }

    public bool IsAnnounced { get; init; }

    /// <summary>Not before this time again, after a failure.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>For the user, once a try failed; null before.</summary>
    public string? WaitsBecause { get; init; }

    /// <summary>Since when every try found the storage full; null when the last one did not.</summary>
    public DateTimeOffset? NoRoomSince { get; init; }

    /// <summary>Tries since then.</summary>
    public int RoomWaits { get; init; }

    /// <summary>Frames encoded of segments that are not recorded yet.</summary>
    public int FramesPending { get; init; }
}

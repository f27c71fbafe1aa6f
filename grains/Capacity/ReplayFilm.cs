namespace Framemill.Capacity;

/// <summary>A film under way in a replay.</summary>
internal sealed class ReplayFilm(ReplayArrival asked)
{
    public ReplayArrival Asked => asked;

    public int LanesAnnounced { get; set; }

    public int LanesDone { get; set; }

    public int LanesWaiting { get; set; }

    public bool HasBegun { get; set; }

    /// <summary>Seconds to its end as told when it came; null when nobody asked.</summary>
    public double? Forecast { get; set; }
}

using Framemill.Renders;

namespace Framemill.Devices;

/// <summary>The first segments of a lane, as many as one lease should take.</summary>
internal static class LaneCut
{
    /// <param name="framesMax">Ends with the segment in which so many frames are reached; 0 for no limit.</param>
    public static WorkOrder.Lane Of(WorkOrder.Lane lane, int framesMax)
    {
        if (framesMax <= 0) return lane;
        var frames = 0;
        for (var i = 0; i < lane.Segments.Count; i++)
        {
            frames += lane.Segments[i].FrameCount;
            if (frames >= framesMax && i + 1 < lane.Segments.Count)
                return lane with { Segments = lane.Segments.Take(i + 1).ToArray() };
        }

        return lane;
    }
}

namespace Framemill.Gpu.Launching;

/// <summary>Counting threads, and refusing planes that do not fit each other.</summary>
internal static class Sizes
{
    /// <summary>Threads for so many samples, each taking a group of them.</summary>
    public static int Groups(int samples, int group) => (samples + group - 1) / group;

    public static int Half(int size) => (size + 1) / 2;

    public static void RequireSame(DevicePlane one, DevicePlane other) =>
        Require(other, one.Width, one.Height);

    public static void Require(DevicePlane plane, int width, int height)
    {
        if (plane.IsEmpty || plane.Width != width || plane.Height != height)
        {
            throw new ArgumentException(
                $"A plane of {width}x{height} is needed, not one of {plane.Width}x{plane.Height}.", nameof(plane));
        }
    }
}

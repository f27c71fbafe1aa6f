using Framemill.Gpu.Launching;
using Framemill.Pixels;
using Framemill.Pixels.Kernels;

namespace Framemill.Gpu;

/// <summary>
/// A plane as the target wants it: moved, scaled or turned by fractions of a sample, as the CPU's samplers do it.
/// </summary>
internal static class DeviceSampler
{
    /// <summary>
    /// Writes the target samples that begin at (<paramref name="startX"/>, <paramref name="startY"/>).
    /// </summary>
    public static void Sample(
        GpuStream stream, DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target)
    {
        if (map.Xy != 0 || map.Yx != 0) Slanted(stream, source, map, startX, startY, target);
        else if (PlaneMap.IsWhole(map.Xx, map.X0) && PlaneMap.IsWhole(map.Yy, map.Y0))
            Whole(stream, source, map, startX, startY, target);
        else if (AxisTaps.Count(map.Xx) == 2 && AxisTaps.Count(map.Yy) == 2)
            Linear(stream, source, map, startX, startY, target);
        else Upright(stream, source, map, startX, startY, target);
    }

    public static void Whole(
        GpuStream stream, DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target) =>
        stream.Launch(
            "PlaneSampler_Whole",
            Sizes.Groups(target.Width, 16),
            target.Height,
            new WholeArguments(
                target, source, Phase.Round(map.X0).Index + startX, Phase.Round(map.Y0).Index + startY));

    public static void Linear(
        GpuStream stream, DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target) =>
        stream.Launch(
            "PlaneSampler_Linear",
            Sizes.Groups(target.Width, 4),
            Sizes.Groups(target.Height, 8),
            new SampleArguments(target, source, SampleMap.Of(map), startX, startY));

    /// <summary>Any upright map: the taps of columns and rows are computed on the card first.</summary>
    public static void Upright(
        GpuStream stream, DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target)
    {
        var columnTaps = AxisTaps.Count(map.Xx);
        var rowTaps = AxisTaps.Count(map.Yy);
        using var columns = Taps(stream, map.X0, map.Xx, startX, target.Width, source.Width, columnTaps);
        using var rows = Taps(stream, map.Y0, map.Yy, startY, target.Height, source.Height, rowTaps);
        stream.Launch(
            "PlaneSampler_Upright",
            target.Width,
            target.Height,
            new UprightArguments(
                target,
                source,
                columns.Plane.Address,
                WeightsOf(columns.Plane.Address, target.Width),
                rows.Plane.Address,
                WeightsOf(rows.Plane.Address, target.Height),
                columnTaps,
                rowTaps));
    }

    public static void Slanted(
        GpuStream stream, DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target)
    {
        var fromWholeGroup = (startX & 3) + target.Width;
        stream.Launch(
            "AffineRow_Row",
            Sizes.Groups(fromWholeGroup, 4),
            target.Height,
            new SampleArguments(target, source, SampleMap.Of(map), startX, startY));
    }

    // First the samples' numbers, behind them the weights, tap after tap.
    private static DeviceScratch Taps(
        GpuStream stream, long origin, long step, int start, int count, int size, int taps)
    {
        var bytes = (count * sizeof(int)) + (count * taps * sizeof(short));
        var scratch = stream.Device.Pool.RentPlane(stream, bytes, 1);
        var address = scratch.Plane.Address;
        stream.Launch(
            "AxisTaps_Compute",
            count,
            1,
            new TapsArguments(address, WeightsOf(address, count), origin, step, start, count, size, taps));
        return scratch;
    }

    private static ulong WeightsOf(ulong taps, int count) => taps + ((ulong)count * sizeof(int));
}

using Framemill.Gpu.Launching;
using Framemill.Gpu.Native;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>What is done to one plane: copying, filling, halving, a gain.</summary>
public static class DevicePlanes
{
    /// <summary>By a kernel; see <see cref="CopyByEngine"/> for the driver's way.</summary>
    public static void Copy(GpuStream stream, DevicePlane source, DevicePlane target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.RequireSame(target, source);
        stream.Launch(
            "Plane_CopyTo",
            Sizes.Groups(target.Width, 16),
            Sizes.Groups(target.Height, 4),
            new TwoPlanes(target, source));
    }

    /// <summary>The same by the driver's own copy.</summary>
    public static void CopyByEngine(GpuStream stream, DevicePlane source, DevicePlane target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.RequireSame(target, source);
        stream.Copy(Copy2D.Within(source, target));
    }

    public static void Fill(GpuStream stream, DevicePlane target, byte value)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Launch("Plane_Fill", Sizes.Groups(target.Width, 16), target.Height, new FillArguments(target, value));
    }

    /// <summary>The rounded mean of two by two samples; the target has half the size, rounded up.</summary>
    public static void Halve(GpuStream stream, DevicePlane source, DevicePlane target) =>
        Halve(stream, "Halve_Plane", source, target);

    /// <summary>Alpha or weights at chroma's resolution: 1-2-1 across and two rows down.</summary>
    public static void ReduceAlpha(GpuStream stream, DevicePlane source, DevicePlane target) =>
        Halve(stream, "Premultiply_ReduceAlpha", source, target);

    /// <summary><c>target = (value - pivot) * gain + offset</c>, cut to bytes.</summary>
    /// <param name="gain">In 1/4096.</param>
    internal static void Linear(
        GpuStream stream, DevicePlane source, DevicePlane target, int pivot, short gain, int offset)
    {
        Sizes.RequireSame(target, source);

        // Both roundings of the scalar form lie within: half of 2^9, and half of 2^3 above it.
        const int Rounding = (1 << 8) + (1 << 11);
        var constant = Rounding + (offset << 12) - (pivot * gain);
        stream.Launch(
            "LinearRow_Row",
            Sizes.Groups(target.Width, 16),
            target.Height,
            new LinearArguments(target, source, gain, constant));
    }

    private static void Halve(GpuStream stream, string kernel, DevicePlane source, DevicePlane target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.Require(target, Sizes.Half(source.Width), Sizes.Half(source.Height));
        stream.Launch(kernel, Sizes.Groups(target.Width, 8), target.Height, new TwoPlanes(target, source));
    }
}

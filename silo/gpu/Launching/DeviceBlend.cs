using Framemill.Gpu.Launching;

namespace Framemill.Gpu;

/// <summary>
/// Planes over planes of the same size: the card's form of the CPU's blend rows, with the same bytes. Each call only
/// asks the stream; what differs in size is refused.
/// </summary>
public static class DeviceBlend
{
    private const int LanesBytes = 16;

    /// <summary><c>target = (target * (255 - weight) + source * weight) / 255</c>.</summary>
    public static void Mix(GpuStream stream, DevicePlane target, DevicePlane source, DevicePlane weights) =>
        Launch(stream, "BlendRow_Mix", target, source, weights);

    /// <summary>The same with one weight, 0 to 255, for all: a cross-fade.</summary>
    public static void MixEven(GpuStream stream, DevicePlane target, DevicePlane source, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)weight, 255u, nameof(weight));
        Launch(stream, "BlendRow_MixEven", target, source, weight);
    }

    /// <summary><c>target = source + target * (255 - alpha) / 255</c>; the source holds its alpha already.</summary>
    public static void Over(GpuStream stream, DevicePlane target, DevicePlane source, DevicePlane alpha) =>
        Over(stream, target, source, alpha, default);

    /// <summary>The same, but only the rows whose byte is not zero; all where there are no such bytes.</summary>
    internal static void Over(
        GpuStream stream, DevicePlane target, DevicePlane source, DevicePlane alpha, DevicePlane rows)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.RequireSame(target, source);
        Sizes.RequireSame(target, alpha);
        stream.Launch(
            "BlendRow_Over",
            Sizes.Groups(target.Width, LanesBytes),
            target.Height,
            new OverArguments(target, source, alpha, rows.Address));
    }

    /// <summary>Writes a byte for each row: not zero where there is any alpha in it.</summary>
    internal static void FindRows(GpuStream stream, DevicePlane alpha, DevicePlane rows)
    {
        Sizes.Require(rows, alpha.Height, 1);
        DevicePlanes.Fill(stream, rows, 0);
        stream.Launch(
            "BandPainter_Alpha",
            Sizes.Groups(alpha.Width, LanesBytes),
            alpha.Height,
            new AlphaRowsArguments(rows.Address, alpha));
    }

    /// <summary><c>target = values * weights / 255</c>; the target may be one of the two.</summary>
    public static void Multiply(GpuStream stream, DevicePlane values, DevicePlane weights, DevicePlane target) =>
        Launch(stream, "BlendRow_Multiply", target, values, weights);

    /// <summary><c>target = (values * factor + 128) / 256</c>, factor 0 to 256.</summary>
    public static void Fade(GpuStream stream, DevicePlane values, int factor, DevicePlane target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)factor, 256u, nameof(factor));
        Launch(stream, "BlendRow_Fade", target, values, factor);
    }

    private static void Launch(
        GpuStream stream, string kernel, DevicePlane target, DevicePlane source, DevicePlane weights)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.RequireSame(target, source);
        Sizes.RequireSame(target, weights);
        stream.Launch(
            kernel, Sizes.Groups(target.Width, LanesBytes), target.Height, new BlendArguments(target, source, weights));
    }

    private static void Launch(GpuStream stream, string kernel, DevicePlane target, DevicePlane source, int factor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Sizes.RequireSame(target, source);
        stream.Launch(
            kernel,
            Sizes.Groups(target.Width, LanesBytes),
            target.Height,
            new BlendEvenArguments(target, source, factor));
    }
}

using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>The card's form of <see cref="Blur"/>, with the same bytes.</summary>
public static class DeviceBlur
{
    private const int ValueGroup = 8;

    /// <param name="source">The sharp frame.</param>
    /// <param name="target">Of the same size; opaque for an opaque source, else a group.</param>
    /// <param name="sigma">Standard deviation of the bell in luma pixels; may be a fraction.</param>
    public static void Apply(GpuStream stream, DeviceFrame source, DeviceFrame target, double sigma)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, Blur.SigmaMax);
        Sizes.RequireSame(source.Y, target.Y);
        var wanted = source.HasAlpha ? AlphaForm.Premultiplied : AlphaForm.None;
        if (target.Alpha != wanted || source == target)
            throw new ArgumentException($"The target must be another frame, its alpha {wanted}.", nameof(target));
        var level = Blur.Level(sigma);
        using var layers = DeviceLayers.Of(stream, source, level);
        Apply(stream, layers.Y, target.Y, sigma, level);
        Apply(stream, layers.U, target.U, sigma / 2, level);
        Apply(stream, layers.V, target.V, sigma / 2, level);
        if (source.HasAlpha) Apply(stream, layers.A, target.A, sigma, level);
    }

    /// <summary>One plane under the bell, at its own size.</summary>
    internal static void Smooth(GpuStream stream, DevicePlane source, DevicePlane target, double sigma)
    {
        Sizes.RequireSame(source, target);
        if (sigma < Blur.SigmaMin)
        {
            DevicePlanes.CopyByEngine(stream, source, target);
            return;
        }

        var weights = default(BellWeights);
        var taps = PlaneBlur.Bell(sigma, weights);
        var columns = Sizes.Groups(source.Width, ValueGroup);
        using var values = stream.Device.Pool.RentPlane(
            stream, columns * ValueGroup * sizeof(short), source.Height);
        var (address, stride) = (values.Plane.Address, values.Plane.Stride / sizeof(short));
        stream.Launch(
            "SmoothRow_Row", columns, source.Height, new BlurArguments(address, stride, taps, source, weights));
        stream.Launch(
            "CombineRows_Filter",
            columns,
            Sizes.Groups(target.Height, 4),
            new BlurArguments(address, stride, taps, target, weights));
    }

    private static void Apply(GpuStream stream, DevicePlane source, DevicePlane target, double sigma, int level)
    {
        if (level == 0)
        {
            Smooth(stream, source, target, sigma);
            return;
        }

        using var smoothed = stream.Device.Pool.RentPlane(stream, source.Width, source.Height);
        Smooth(stream, source, smoothed.Plane, PlaneBlur.SigmaOnCopy(sigma, level));
        var step = AffineMap.One >> level;
        var origin = (step / 2) - (AffineMap.One / 2);
        DeviceSampler.Linear(stream, smoothed.Plane, new(step, 0, origin, 0, step, origin), 0, 0, target);
    }
}

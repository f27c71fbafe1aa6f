using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>Packed pixels on the card to planes and back, as <see cref="PixelConvert"/> does it in the host.</summary>
/// <remarks>Packed pixels are a plane whose width is counted in bytes.</remarks>
public static class DeviceConvert
{
    /// <summary>Bytes B, G, R, A; colour times alpha; into a frame with straight alpha.</summary>
    public static void FromPremultipliedBgra(GpuStream stream, DevicePlane pixels, DeviceFrame target) =>
        Read(stream, "PackedReader_PremultipliedBgra", pixels, 4, AlphaForm.Straight, target);

    /// <summary>Straight R, G, B, A into a frame with straight alpha.</summary>
    public static void FromRgba(GpuStream stream, DevicePlane pixels, DeviceFrame target) =>
        Read(stream, "PackedReader_StraightRgba", pixels, 4, AlphaForm.Straight, target);

    /// <summary>R, G, B into an opaque frame.</summary>
    public static void FromRgb24(GpuStream stream, DevicePlane pixels, DeviceFrame target) =>
        Read(stream, "PackedReader_Rgb24", pixels, 3, AlphaForm.None, target);

    /// <summary>The nearest R, G, B.</summary>
    public static void ToRgb24(GpuStream stream, DeviceFrame source, DevicePlane pixels)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        Sizes.Require(pixels, 3 * source.Width, source.Height);
        stream.Launch(
            "PixelConvert_ToRgb24",
            Sizes.Groups(source.Width, 4),
            source.Height,
            new ToRgbArguments(pixels.Address, pixels.Stride, source.Y, source.U, source.V));
    }

    private static void Read(
        GpuStream stream, string kernel, DevicePlane pixels, int bytes, AlphaForm alpha, DeviceFrame target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Alpha != alpha) throw new ArgumentException($"The target's alpha must be {alpha}.", nameof(target));
        Sizes.Require(pixels, bytes * target.Width, target.Height);
        stream.Launch(
            kernel,
            Sizes.Groups(target.Width, 4),
            target.U.Height,
            new PackedArguments(pixels.Address, pixels.Stride, target.Y, target.U, target.V, target.A));
    }
}

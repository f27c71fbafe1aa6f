using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>The card's form of <see cref="ColorLook"/>, with the same bytes.</summary>
public static class DeviceColorLook
{
    /// <summary>Writes the changed frame; source and target may be the same. Alpha is copied.</summary>
    public static void Apply(GpuStream stream, ColorLook look, DeviceFrame source, DeviceFrame target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha != target.Alpha || source.Alpha == AlphaForm.Premultiplied)
        {
            throw new ArgumentException("Colour is changed on opaque or straight frames alike.", nameof(target));
        }

        Sizes.RequireSame(source.Y, target.Y);
        var (pivot, gain, offset) = look.Luma;
        DevicePlanes.Linear(stream, source.Y, target.Y, pivot, gain, offset);
        DevicePlanes.Linear(stream, source.U, target.U, 128, look.ChromaGain, 128);
        DevicePlanes.Linear(stream, source.V, target.V, 128, look.ChromaGain, 128);
        if (source.HasAlpha && source != target) DevicePlanes.CopyByEngine(stream, source.A, target.A);
    }
}

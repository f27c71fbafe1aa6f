using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>The card's form of <see cref="ChromaKeyer"/>, with the same bytes.</summary>
public static class DeviceChromaKeyer
{
    /// <summary>Writes the frame without the key's colour.</summary>
    /// <param name="source">Opaque or with straight alpha, which then holds the more.</param>
    /// <param name="target">Another frame of the same size with straight alpha.</param>
    public static void Apply(GpuStream stream, ChromaKeyer keyer, DeviceFrame source, DeviceFrame target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(keyer);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha == AlphaForm.Premultiplied || target.Alpha != AlphaForm.Straight || source == target)
            throw new ArgumentException("A key makes another frame, with straight alpha.", nameof(target));
        Sizes.RequireSame(source.Y, target.Y);
        var terms = keyer.Terms;
        var key = new KeyNumbers(
            terms.Red,
            terms.Green,
            terms.Blue,
            terms.Threshold,
            terms.Halo,
            terms.HaloGain,
            terms.SpillSpan,
            terms.SpillEnd,
            terms.SpillGain,
            terms.DirectionU,
            terms.DirectionV);
        DevicePlanes.CopyByEngine(stream, source.Y, target.Y);
        stream.Launch(
            "ChromaKeyRow_Alpha",
            Sizes.Groups(source.Width, 4),
            source.Height,
            new KeyAlphaArguments(target.A, source.A, source.Y, source.U, source.V, key));
        stream.Launch(
            "ChromaKeyRow_Unspill",
            source.U.Width,
            source.U.Height,
            new UnspillArguments(target.U, target.V, source.Y, source.U, source.V, key));
    }
}

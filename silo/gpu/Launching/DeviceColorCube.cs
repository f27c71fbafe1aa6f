using System.Runtime.InteropServices;
using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>The card's form of <see cref="ColorCube"/>, with the same bytes. Its grid lies on the card.</summary>
public sealed class DeviceColorCube : IDisposable
{
    private readonly DeviceScratch _points;

    /// <param name="stream">Where the grid is brought over, and where it is used.</param>
    public DeviceColorCube(GpuStream stream, FrameTransfer transfer, ColorCube cube)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(cube);
        _points = stream.Device.Pool.RentPlane(stream, cube.Points.Length * sizeof(short), 1);
        transfer.Upload(_points.Plane, (_, row) => MemoryMarshal.AsBytes(cube.Points.Span).CopyTo(row));
    }

    /// <summary>Writes the changed frame; source and target may be the same. Alpha is copied.</summary>
    public void Apply(GpuStream stream, DeviceFrame source, DeviceFrame target)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha != target.Alpha || source.Alpha == AlphaForm.Premultiplied)
            throw new ArgumentException("Colour is changed on opaque or straight frames alike.", nameof(target));
        Sizes.RequireSame(source.Y, target.Y);
        stream.Launch(
            "ColorCubeRow_Rows",
            source.U.Width,
            source.U.Height,
            new ColorCubeArguments(
                _points.Plane.Address, source.Y, source.U, source.V, target.Y, target.U, target.V, source.A));
        if (source.HasAlpha && source != target) DevicePlanes.CopyByEngine(stream, source.A, target.A);
    }

    public void Dispose() => _points.Dispose();
}

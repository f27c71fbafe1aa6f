using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>
/// A frame as the painter reads it: colour times alpha, alpha at chroma's resolution, and all of it halved so many
/// times. What the frame has already is not copied.
/// </summary>
internal sealed class DeviceLayers : IDisposable
{
    private readonly List<DeviceScratch> _owned = [];
    private readonly GpuStream _stream;

    private DeviceLayers(GpuStream stream, DeviceFrame frame)
    {
        _stream = stream;
        (Y, U, V, A) = (frame.Y, frame.U, frame.V, frame.A);
    }

    public DevicePlane Y { get; private set; }

    public DevicePlane U { get; private set; }

    public DevicePlane V { get; private set; }

    /// <summary>Empty for an opaque frame, as is the other alpha.</summary>
    public DevicePlane A { get; private set; }

    public DevicePlane AChroma { get; private set; }

    public static DeviceLayers Of(GpuStream stream, DeviceFrame frame, int level)
    {
        var layers = new DeviceLayers(stream, frame);
        if (frame.HasAlpha)
        {
            layers.AChroma = layers.Allot(frame.U.Width, frame.U.Height);
            DevicePlanes.ReduceAlpha(stream, frame.A, layers.AChroma);
        }

        if (frame.Alpha == AlphaForm.Straight)
        {
            layers.Y = layers.Times(frame.Y, layers.A);
            layers.U = layers.Times(frame.U, layers.AChroma);
            layers.V = layers.Times(frame.V, layers.AChroma);
        }

        for (var i = 0; i < level; i++) layers.Halve();
        return layers;
    }

    public void Dispose()
    {
        foreach (var scratch in _owned) scratch.Dispose();
        _owned.Clear();
    }

    private void Halve()
    {
        (Y, U, V) = (HalfOf(Y), HalfOf(U), HalfOf(V));
        if (!A.IsEmpty) (A, AChroma) = (HalfOf(A), HalfOf(AChroma));
    }

    private DevicePlane HalfOf(DevicePlane plane)
    {
        var half = Allot(Sizes.Half(plane.Width), Sizes.Half(plane.Height));
        DevicePlanes.Halve(_stream, plane, half);
        return half;
    }

    private DevicePlane Times(DevicePlane colour, DevicePlane alpha)
    {
        var product = Allot(colour.Width, colour.Height);
        DeviceBlend.Multiply(_stream, colour, alpha, product);
        return product;
    }

    private DevicePlane Allot(int width, int height)
    {
        var scratch = _stream.Device.Pool.RentPlane(_stream, width, height);
        _owned.Add(scratch);
        return scratch.Plane;
    }
}

using Framemill.Gpu.Launching;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>Multiplies weights by a mask, as painting on the CPU does it row by row.</summary>
internal static class DeviceMasks
{
    /// <param name="weights">What is there is multiplied.</param>
    /// <param name="x">Target pixel of the first weight.</param>
    /// <param name="transfer">Brings masks over that no kernel can draw.</param>
    public static void Multiply(
        GpuStream stream, IRowMask mask, DevicePlane weights, int x, int y, FrameTransfer transfer)
    {
        var place = new MaskPlace(weights, x, y);
        switch (mask)
        {
            case LinearMask linear:
                var terms = linear.Terms;
                Launch(stream, "LinearMask_Fill", weights, new LinearMaskArguments(
                    place, terms.X, terms.Y, terms.Origin));
                break;
            case CircleMask circle:
                var (centreX, centreY, radius, scale) = circle.Terms;
                Launch(stream, "CircleMask_Fill", weights, new CircleMaskArguments(
                    place, centreX, centreY, radius, scale));
                break;
            case ClockMask clock:
                var hand = clock.Terms;
                Launch(stream, "ClockMask_Fill", weights, new ClockMaskArguments(
                    place, hand.X, hand.Y, hand.Sine, hand.Cosine, hand.Quarter));
                break;
            case RoundedMask rounded:
                var box = rounded.Terms;
                Launch(stream, "RoundedMask_Fill", weights, new RoundedMaskArguments(
                    place, box.Left, box.Top, box.Width, box.Height, box.Radius));
                break;
            case MaskProduct product:
                Product(stream, product, weights, x, y, transfer);
                break;
            default:
                Drawn(stream, mask, weights, x, y, transfer);
                break;
        }
    }

    /// <summary>By a picture that is on the card already.</summary>
    /// <param name="isLuma">Its luma counts, 16 hidden to 235 seen; else its bytes as they are.</param>
    public static void Multiply(
        GpuStream stream, DevicePlane matte, PixelRect place, bool isLuma, bool isInverted, DevicePlane weights, int x,
        int y) =>
        Launch(stream, "PlaneMask_Fill", weights, new PlaneMaskArguments(
            new(weights, x, y), matte, place.X, place.Y, isLuma ? 1 : 0, isInverted ? 1 : 0));

    // The product of both is rounded first, and then multiplied: so it must be drawn by itself.
    private static void Product(
        GpuStream stream, MaskProduct product, DevicePlane weights, int x, int y, FrameTransfer transfer)
    {
        using var both = stream.Device.Pool.RentPlane(stream, weights.Width, weights.Height);
        DevicePlanes.Fill(stream, both.Plane, 255);
        Multiply(stream, product.First, both.Plane, x, y, transfer);
        Multiply(stream, product.Second, both.Plane, x, y, transfer);
        DeviceBlend.Multiply(stream, weights, both.Plane, weights);
    }

    // A matte lies in the host's memory: it is drawn there.
    private static void Drawn(
        GpuStream stream, IRowMask mask, DevicePlane weights, int x, int y, FrameTransfer transfer)
    {
        using var drawn = stream.Device.Pool.RentPlane(stream, weights.Width, weights.Height);
        transfer.Upload(drawn.Plane, (row, bytes) => mask.Fill(y + row, x, bytes));
        DeviceBlend.Multiply(stream, weights, drawn.Plane, weights);
    }

    private static void Launch<TArguments>(
        GpuStream stream, string kernel, DevicePlane weights, TArguments arguments)
        where TArguments : unmanaged =>
        stream.Launch(kernel, Sizes.Groups(weights.Width, 4), weights.Height, arguments);
}

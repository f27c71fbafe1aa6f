using Framemill.Pixels.Conversion;

namespace Framemill.Pixels;

/// <summary>Brings pixels of other layouts into planes, and planes into ffmpeg's rawvideo layout.</summary>
public static class PixelConvert
{
    /// <summary>Cairo's ARGB32 (bytes B, G, R, A; colour times alpha) into an image with alpha.</summary>
    public static void FromPremultipliedBgra(ReadOnlySpan<byte> pixels, int stride, PlanarImage target)
    {
        RequireAlpha(target, expected: true);
        PackedReader.Read<PremultipliedBgra>(pixels, stride, target);
    }

    /// <summary>Straight R, G, B, A into an image with alpha.</summary>
    public static void FromRgba(ReadOnlySpan<byte> pixels, int stride, PlanarImage target)
    {
        RequireAlpha(target, expected: true);
        PackedReader.Read<StraightRgba>(pixels, stride, target);
    }

    /// <summary>R, G, B into an opaque image.</summary>
    public static void FromRgb24(ReadOnlySpan<byte> pixels, int stride, PlanarImage target)
    {
        RequireAlpha(target, expected: false);
        PackedReader.Read<Rgb24>(pixels, stride, target);
    }

    /// <summary>Bytes of one frame as ffmpeg's rawvideo has it (yuv420p, or yuva420p).</summary>
    public static int PackedBytes(int width, int height, bool hasAlpha)
    {
        var luma = (long)width * height;
        var chroma = 2L * ((width + 1) / 2) * ((height + 1) / 2);
        return checked((int)((hasAlpha ? 2 * luma : luma) + chroma));
    }

    /// <summary>Tightly packed yuv420p (yuva420p where the image has alpha) into an image.</summary>
    public static void FromPacked(ReadOnlySpan<byte> bytes, PlanarImage target)
    {
        ArgumentNullException.ThrowIfNull(target);
        RequireBytes(bytes.Length, PackedBytes(target.Width, target.Height, target.HasAlpha));
        bytes = ReadPlane(bytes, target.Y);
        bytes = ReadPlane(bytes, target.U);
        bytes = ReadPlane(bytes, target.V);
        if (target.HasAlpha) ReadPlane(bytes, target.A);
        target.MarkChanged();
    }

    /// <summary>An image as tightly packed yuv420p (yuva420p where it has alpha).</summary>
    public static void ToPacked(PlanarImage source, Span<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireBytes(bytes.Length, PackedBytes(source.Width, source.Height, source.HasAlpha));
        bytes = WritePlane(source.Y, bytes);
        bytes = WritePlane(source.U, bytes);
        bytes = WritePlane(source.V, bytes);
        if (source.HasAlpha) WritePlane(source.A, bytes);
    }

    /// <summary>One colour everywhere; alpha only counts where the image has it.</summary>
    public static void Fill(PlanarImage target, YuvColor color, byte alpha = 255)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Alpha == AlphaForm.Premultiplied)
        {
            throw new ArgumentException("Groups are painted, not filled.", nameof(target));
        }

        target.Y.Fill(color.Y);
        target.U.Fill(color.U);
        target.V.Fill(color.V);
        if (target.HasAlpha) target.A.Fill(alpha);
        target.MarkChanged();
    }

    /// <summary>The nearest RGB pixels (chroma of the nearest sample): for posters and tests, not for speed.</summary>
    public static void ToRgb24(PlanarImage source, Span<byte> pixels, int stride)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireBytes(pixels.Length, (stride * (source.Height - 1)) + (3 * source.Width));
        for (var y = 0; y < source.Height; y++)
        {
            var luma = source.Y.Row(y);
            var u = source.U.Row(y / 2);
            var v = source.V.Row(y / 2);
            var row = pixels.Slice(y * stride, 3 * source.Width);
            for (var x = 0; x < luma.Length; x++)
            {
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = Bt709.ToRgb(luma[x], u[x / 2], v[x / 2]);
            }
        }
    }

    internal static void RequireBytes(int length, int needed)
    {
        if (length >= needed) return;
        throw new ArgumentException($"{needed} bytes are needed, {length} are there.", nameof(length));
    }

    private static void RequireAlpha(PlanarImage target, bool expected)
    {
        ArgumentNullException.ThrowIfNull(target);
        if ((target.Alpha == AlphaForm.Straight) != expected || target.Alpha == AlphaForm.Premultiplied)
        {
            throw new ArgumentException($"The target's alpha is {target.Alpha}.", nameof(target));
        }
    }

    private static ReadOnlySpan<byte> ReadPlane(ReadOnlySpan<byte> bytes, Plane plane)
    {
        for (var y = 0; y < plane.Height; y++) bytes.Slice(y * plane.Width, plane.Width).CopyTo(plane.Row(y));
        return bytes[(plane.Width * plane.Height)..];
    }

    private static Span<byte> WritePlane(Plane plane, Span<byte> bytes)
    {
        for (var y = 0; y < plane.Height; y++) plane.Row(y).CopyTo(bytes.Slice(y * plane.Width, plane.Width));
        return bytes[(plane.Width * plane.Height)..];
    }
}

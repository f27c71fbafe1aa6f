using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>A frame as ffmpeg pipes it: planes one after another without any gap.</summary>
internal static class RawFrame
{
    public static int Bytes(FrameSize size, bool hasAlpha)
    {
        var chroma = (size.Width + 1) / 2 * ((size.Height + 1) / 2);
        var luma = size.Width * size.Height;
        return checked(luma + (2 * chroma) + (hasAlpha ? luma : 0));
    }

    public static void Copy(ReadOnlySpan<byte> raw, PlanarImage image)
    {
        raw = raw[Copy(raw, image.Y)..];
        raw = raw[Copy(raw, image.U)..];
        raw = raw[Copy(raw, image.V)..];
        if (image.HasAlpha) Copy(raw, image.A);
        image.MarkChanged();
    }

    private static int Copy(ReadOnlySpan<byte> raw, Plane plane)
    {
        for (var y = 0; y < plane.Height; y++) raw.Slice(y * plane.Width, plane.Width).CopyTo(plane.Row(y));
        return plane.Width * plane.Height;
    }
}

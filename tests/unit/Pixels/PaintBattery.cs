using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>
/// One of everything, painted on top of each other: its checksum is the same on every machine or something is wrong.
/// </summary>
internal static class PaintBattery
{
    public static AffineTransform[] Placements { get; } =
    [
        AffineTransform.Identity,
        AffineTransform.Identity.Translate(17, 31),
        AffineTransform.Identity.Translate(-0.37, 5.81),
        AffineTransform.Identity.Scale(1.173).Translate(-20.2, -11.4),
        AffineTransform.Identity.Scale(0.71, 0.33).Translate(50.5, 80.25),
        AffineTransform.Identity.Scale(0.09).Translate(12.3, 9.1),
        AffineTransform.Identity.FlipX(300).Scale(0.9).Translate(3.3, 3.3),
        AffineTransform.Identity.Translate(-150, -110).Rotate(23).Scale(0.8).Translate(160, 120),
        AffineTransform.Identity.Skew(12, 3).Scale(0.21).Translate(160, 120),
    ];

    public static AffineMap[] Maps { get; } = [.. Placements.Select(Map)];

    private static AffineMap Map(AffineTransform placement)
    {
        Assert.True(AffineMap.TryFromPlacement(placement, out var map));
        return map;
    }

    public static ulong Checksum()
    {
        using var pool = new PixelPool();
        using var target = TestPictures.Solid(pool, 331, 247, YuvColor.FromRgb(10, 200, 99));
        using var opaque = TestPictures.Noise(pool, 300, 220, hasAlpha: false, seed: 5);
        using var transparent = TestPictures.Noise(pool, 300, 220, hasAlpha: true, seed: 6);
        using var group = PlanarImage.AllocateGroup(pool, 331, 247);
        using var blurred = PlanarImage.Allocate(pool, 331, 247, hasAlpha: false);
        var checksum = 0UL;
        var mask = new LinearMask(target.Bounds, 33, 0.4, 40);
        foreach (var map in Maps)
        {
            LayerPainter.Paint(target, opaque, map, target.Bounds, 143);
            LayerPainter.Paint(group, transparent, map, target.Bounds, 256, mask);
            LayerPainter.Paint(group, opaque, map, new(40, 33, 111, 77));
            LayerPainter.Paint(target, group, AffineMap.Translation(0.5, 0.25), target.Bounds, 99);
            Blur.Apply(target, blurred, 1.3);
            Blur.Apply(blurred, target, 9);
            ColorLook.Boost.Apply(target, target);
            checksum = (checksum * 31) + FrameChecksum.Of(target) + FrameChecksum.Of(group);
        }

        var random = new Random(8);
        var pixels = new byte[301 * 221 * 4];
        random.NextBytes(pixels);
        using var converted = PlanarImage.Allocate(pool, 301, 221, hasAlpha: true);
        PixelConvert.FromPremultipliedBgra(pixels, 301 * 4, converted);
        checksum = (checksum * 31) + FrameChecksum.Of(converted);
        PixelConvert.FromRgba(pixels, 301 * 4, converted);
        return (checksum * 31) + FrameChecksum.Of(converted);
    }
}

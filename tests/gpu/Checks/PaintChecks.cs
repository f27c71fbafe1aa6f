using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Testing;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>Masks and whole layers, against the CPU's.</summary>
internal static class PaintChecks
{
    private const int Rounds = 300;

    public static void Masks(TwinBench bench)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (width, height) = (bench.Random.Between(1, 140), bench.Random.Between(1, 50));
            var (x, y) = (bench.Random.Between(-20, 60), bench.Random.Between(-20, 60));
            var mask = Mask(bench, width + x + 20, height + y + 20);
            using var weights = bench.Plane(width, height);
            if (bench.Random.Chance(30))
            {
                weights.Host.Fill(255);
                weights.Upload();
            }

            var row = new byte[width];
            for (var i = 0; i < height; i++)
            {
                mask.Fill(y + i, x, row);
                var own = weights.Host.Row(i);
                for (var j = 0; j < width; j++) own[j] = (byte)Pixels.Kernels.Div255.Round(own[j] * row[j]);
            }

            DeviceMasks.Multiply(bench.Stream, mask, weights.Card, x, y, bench.Transfer);
            weights.AssertSame($"{mask.GetType().Name} at ({x}, {y})");
        }
    }

    /// <summary>A picture that is on the card already, as a mask.</summary>
    public static void Mattes(TwinBench bench)
    {
        for (var round = 0; round < 40; round++)
        {
            var (matte, onCard) = bench.Picture(
                bench.Random.Between(1, 90), bench.Random.Between(1, 40), AlphaForm.Straight);
            using var picture = matte;
            using var frame = onCard;
            using var weights = bench.Plane(bench.Random.Between(1, 120), bench.Random.Between(1, 50));
            var (isLuma, isInverted) = (bench.Random.Chance(50), bench.Random.Chance(50));
            var (x, y) = (bench.Random.Between(-30, 30), bench.Random.Between(-30, 30));
            var mask = isLuma
                ? PlaneMask.FromLuma(matte, x, y, isInverted)
                : PlaneMask.FromAlpha(matte, x, y, isInverted);
            var row = new byte[weights.Host.Width];
            for (var i = 0; i < weights.Host.Height; i++)
            {
                mask.Fill(i + 3, -2, row);
                var own = weights.Host.Row(i);
                for (var j = 0; j < row.Length; j++) own[j] = (byte)Pixels.Kernels.Div255.Round(own[j] * row[j]);
            }

            var place = new PixelRect(x, y, matte.Width, matte.Height);
            DeviceMasks.Multiply(
                bench.Stream, isLuma ? frame.Y : frame.A, place, isLuma, isInverted, weights.Card, -2, 3);
            weights.AssertSame("matte");
        }
    }

    /// <summary>Layers of all kinds, one over another, on opaque frames and groups.</summary>
    public static void Layers(TwinBench bench)
    {
        var random = bench.Random;
        for (var round = 0; round < Rounds; round++)
        {
            using var target = random.Chance(50)
                ? PlanarImage.Allocate(bench.Pixels, random.Between(1, 130), random.Between(1, 70), hasAlpha: false)
                : PlanarImage.AllocateGroup(bench.Pixels, random.Between(1, 130), random.Between(1, 70));
            if (!target.HasAlpha)
            {
                foreach (var plane in TwinBench.Planes(target)) bench.Fill(plane);
            }

            using var onCard = bench.Frame(target);
            var told = "";
            for (var layer = 0; layer < 3; layer++)
            {
                told += $" {Paint(bench, target, onCard)};";
                bench.AssertSame(target, onCard, $"round {round}:{told}");
            }

            if (target.HasAlpha) PaintGroup(bench, target, onCard, $"round {round}:{told} as a group");
        }
    }

    // What was gathered is a layer itself.
    private static void PaintGroup(TwinBench bench, PlanarImage group, DeviceFrame groupOnCard, string told)
    {
        var (image, frame) = bench.Picture(bench.Random.Between(1, 130), bench.Random.Between(1, 70), AlphaForm.None);
        using var target = image;
        using var onCard = frame;
        told += Paint(bench, target, onCard, group, groupOnCard);
        bench.AssertSame(target, onCard, told);
    }

    private static string Paint(TwinBench bench, PlanarImage target, DeviceFrame onCard)
    {
        var random = bench.Random;
        var alpha = random.Pick((AlphaForm[])[AlphaForm.None, AlphaForm.Straight, AlphaForm.Straight]);
        var (image, frame) = bench.Picture(random.Between(1, 160), random.Between(1, 100), alpha);
        using var source = image;
        using var sourceOnCard = frame;
        return Paint(bench, target, onCard, image, frame);
    }

    private static string Paint(
        TwinBench bench, PlanarImage target, DeviceFrame onCard, PlanarImage image, DeviceFrame frame)
    {
        var random = bench.Random;
        if (!AffineMap.TryFromPlacement(Placement(random, image, target), out var map)) return "nothing";
        var area = random.Chance(70)
            ? target.Bounds
            : new(random.Between(-9, 40), random.Between(-9, 40), random.Between(1, 90), random.Between(1, 60));
        var opacity = random.Chance(50) ? LayerPainter.OpacityFull : random.Below(LayerPainter.OpacityFull + 1);
        var mask = random.Chance(35) ? Mask(bench, target.Width, target.Height) : null;
        SourceWindow? window = random.Chance(75) ? null : new SourceWindow(
            image.Width * 0.21, image.Height * 0.1, (image.Width * 0.5) + 0.3, image.Height * 0.77);
        LayerPainter.Paint(target, image, map, area, opacity, mask, null, window);
        new DevicePainter(bench.Stream, bench.Transfer).Paint(onCard, frame, map, area, opacity, mask, window);
        var size = $"{image.Alpha} {image.Width}x{image.Height}";
        return $"{size} by {map} in {area}, opacity {opacity}, mask {mask}, {window}";
    }

    private static AffineTransform Placement(SeededRandom random, PlanarImage source, PlanarImage target)
    {
        var shift = AffineTransform.Identity.Translate(random.Between(-30, 60), random.Between(-30, 40));
        return random.Below(7) switch
        {
            0 => AffineTransform.Identity,
            1 => shift,
            2 => shift.Translate(random.Below(1000) / 1000.0, random.Below(1000) / 1000.0),
            3 => AffineTransform.Identity.Scale(
                (double)target.Width / source.Width, (double)target.Height / source.Height),
            4 => AffineTransform.Identity.Scale(random.Between(3, 300) / 100.0, random.Between(3, 300) / 100.0)
                .Translate(random.Between(-30, 60), random.Between(-30, 40)),
            5 => AffineTransform.Identity.FlipX(source.Width).Rotate(random.Pick((double[])[90, 180, -90])).Then(shift),
            _ => AffineTransform.Identity.Scale(random.Between(20, 200) / 100.0).Rotate(random.Below(3600) / 10.0)
                .Skew(random.Below(20), 0).Then(shift),
        };
    }

    private static IRowMask Mask(TwinBench bench, int width, int height)
    {
        var random = bench.Random;
        var area = new PixelRect(0, 0, Math.Max(1, width), Math.Max(1, height));
        var progress = random.Below(101) / 100.0;
        return random.Below(7) switch
        {
            0 => new LinearMask(area, random.Below(3600) / 10.0, progress, random.Below(40)),
            1 => CircleMask.Iris(area, progress, random.Below(30)),
            2 => new CircleMask(width * 0.3, height * 0.61, random.Below(60) + 0.37, random.Below(9), inverted: true),
            3 => new RoundedMask(width * 0.13, height * 0.2, width * 0.6, height * 0.71, random.Below(300) / 10.0),
            4 => new ClockMask(area, progress),
            5 => new MaskProduct(
                new LinearMask(area, 45, progress, 30), CircleMask.Iris(area, 0.6, 20)),
            _ => CircleMask.Iris(area, progress),
        };
    }
}

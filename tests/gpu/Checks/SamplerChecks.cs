using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Framemill.Pixels.Painting;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>Planes moved, scaled and turned by fractions of a sample, against the CPU's samplers.</summary>
internal static unsafe class SamplerChecks
{
    private const int Rounds = 80;

    public static void Whole(TwinBench bench) => Compare(
        bench,
        random => new(
            AffineMap.One, 0, Origin(random) >> 32 << 32, 0, AffineMap.One, Origin(random) >> 32 << 32));

    public static void Linear(TwinBench bench) => Compare(
        bench, random => new(Step(random, 0, 100), 0, Origin(random), 0, Step(random, 0, 100), Origin(random)));

    /// <summary>Steps of exactly one, by fractions: a slow pan.</summary>
    public static void Pan(TwinBench bench) => Compare(
        bench, random => new(AffineMap.One, 0, Origin(random), 0, AffineMap.One, Origin(random)));

    /// <summary>The taps for any step, computed on the card, also where a shorter way exists.</summary>
    public static void Upright(TwinBench bench) => Compare(
        bench,
        random => new(Step(random, 5, 400), 0, Origin(random), 0, Step(random, 5, 400), Origin(random)),
        (DevicePlane source, in PlaneMap map, int x, int y, DevicePlane target) =>
            DeviceSampler.Upright(bench.Stream, source, map, x, y, target));

    public static void Slanted(TwinBench bench) => Compare(
        bench,
        random => new(
            Step(random, 0, 150), Step(random, 1, 150), Origin(random), Step(random, 1, 150), Step(random, 0, 150),
            Origin(random)));

    private delegate void OnCard(DevicePlane source, in PlaneMap map, int startX, int startY, DevicePlane target);

    private static void Compare(TwinBench bench, Func<Testing.SeededRandom, PlaneMap> make, OnCard? onCard = null)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = bench.Random;
            using var source = bench.Plane(random.Between(1, 120), random.Between(1, 60));
            using var target = bench.Plane(random.Between(1, 150), random.Between(1, 40));
            var map = make(random);
            var (startX, startY) = (random.Below(50), random.Below(50));
            Run(source.Host, map, startX, startY, target.Host);
            if (onCard is null)
                DeviceSampler.Sample(bench.Stream, source.Card, map, startX, startY, target.Card);
            else
                onCard(source.Card, map, startX, startY, target.Card);
            target.AssertSame($"{map} of {source.Host.Width}x{source.Host.Height} from ({startX}, {startY})");
        }
    }

    private static void Run(Plane source, PlaneMap map, int startX, int startY, Plane target)
    {
        var kind = map.Xy != 0 || map.Yx != 0 ? SamplerKind.Slanted
            : PlaneMap.IsWhole(map.Xx, map.X0) && PlaneMap.IsWhole(map.Yy, map.Y0) ? SamplerKind.Whole
            : SamplerKind.Upright;
        var arena = new NativeArena();
        var columns = kind == SamplerKind.Upright
            ? ColumnTaps.Build(arena, map.X0, map.Xx, startX, target.Width, source.Width)
            : default;
        var sampler = new PlaneSampler();
        sampler.Begin(new(source, map, kind, columns, startX, target.Width), arena);
        var padded = arena.Take(target.Width + 64);
        for (var y = 0; y < target.Height; y++)
        {
            var row = sampler.Row(startY + y, padded);
            new ReadOnlySpan<byte>(row, target.Width).CopyTo(target.Row(y));
        }
    }

    // Per cent of a sample, either sign, with some dust below.
    private static long Step(Testing.SeededRandom random, int least, int most)
    {
        var step = (AffineMap.One * random.Between(least, most) / 100) + random.Below(1000);
        if (step > AffineMap.One * most / 100) step = AffineMap.One * most / 100;
        return random.Chance(25) ? -step : step;
    }

    private static long Origin(Testing.SeededRandom random) =>
        ((long)random.Between(-90, 120) << 32) + ((long)random.Below(1 << 16) << 16) + random.Below(1 << 16);
}

using Framemill.Pixels.Kernels;
using System.Runtime.Intrinsics.X86;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class ResampleKernelTests
{
    // Magnified, one to one, reduced on either side of the split, at the limit, and all of it mirrored.
    private static readonly double[] s_steps =
        [0.01, 0.37, 0.999, 1, 1.00001, 1.3, 1.857, 2, 2.001, 3.3, 4, -0.5, -1, -1.7, -2.9, -4];

    [Fact]
    public void Columns_EveryWidthAndStep_EqualScalar()
    {
        var random = new Random(21);
        var arena = new NativeArena();
        foreach (var step in s_steps)
        {
            for (var width = 1; width <= 200; width++)
            {
                arena.Reset();
                var taps = RandomTaps(arena, random, step, width, out var size);
                using var row = NativeRow<byte>.Random(random, size + 160);
                var source = row.Data + 80;
                using var fast = new NativeRow<short>(taps.Padded);
                using var scalar = new NativeRow<short>(taps.Padded);
                if (taps.Taps == 2) LerpColumns.Row(source, taps, fast.Data);
                else FilterColumns.Row(source, taps, fast.Data);
                if (taps.Taps == 2) LerpColumns.RowScalar(source, taps, scalar.Data);
                else FilterColumns.RowScalar(source, taps, scalar.Data);
                Assert.True(fast.Span.SequenceEqual(scalar.Span), $"step {step} width {width}");
            }
        }
    }

    [Fact]
    public void Columns_FlatSource_StayFlat()
    {
        var random = new Random(22);
        var arena = new NativeArena();
        foreach (var step in s_steps)
        {
            arena.Reset();
            var taps = RandomTaps(arena, random, step, 100, out var size);
            using var row = new NativeRow<byte>(size + 160);
            using var target = new NativeRow<short>(taps.Padded);
            for (var value = 0; value < 256; value += 5)
            {
                row.Span.Fill((byte)value);
                if (taps.Taps == 2) LerpColumns.Row(row.Data + 80, taps, target.Data);
                else FilterColumns.Row(row.Data + 80, taps, target.Data);
                foreach (var sample in target.Span) Assert.InRange(sample, (value << 7) - 5, (value << 7) + 5);
            }
        }
    }

    [Fact]
    public void Combine_EveryWidthAndTapCount_EqualsScalar()
    {
        var random = new Random(23);
        var pointers = stackalloc short*[9];
        var weights = stackalloc short[9];
        for (var width = 1; width <= 200; width++)
        {
            var taps = 3 + (width % 7);
            var rows = new NativeRow<short>[taps];
            for (var k = 0; k < taps; k++)
            {
                rows[k] = new(width, random.Next(32));
                foreach (ref var value in rows[k].Span) value = (short)(random.Next(256) << 7);
                pointers[k] = rows[k].Data;
            }

            AxisTaps.Compute(random.NextInt64(1L << 34), (long)((taps - 0.5) / 2 * AffineMap.One), 4, weights, 1);
            using var fast = new NativeRow<byte>(width, random.Next(64));
            using var scalar = new NativeRow<byte>(width);
            CombineRows.Filter(pointers, weights, taps, fast.Data, width);
            CombineRows.FilterScalar(pointers, weights, taps, scalar.Data, 0, width);
            Assert.True(fast.Span.SequenceEqual(scalar.Span), $"filter, width {width}");

            var weight = (short)random.Next(32768);
            CombineRows.Lerp(pointers[0], pointers[1], weight, fast.Data, width);
            CombineRows.LerpScalar(pointers[0], pointers[1], weight, scalar.Data, width);
            Assert.True(fast.Span.SequenceEqual(scalar.Span), $"lerp, width {width}");
            foreach (var row in rows) row.Dispose();
        }
    }

    [Fact]
    public void Compute_AnyPositionAndStep_WeightsSumToOneAndCentreOnThePosition()
    {
        var random = new Random(24);
        var weights = stackalloc short[AxisTaps.CountMax];
        for (var i = 0; i < 20_000; i++)
        {
            var step = (long)((1 + (random.NextDouble() * 3)) * AffineMap.One) + 1;
            var position = (long)(random.NextDouble() * 100 * AffineMap.One);
            var first = AxisTaps.Compute(position, step, 1000, weights, 1);
            var (sum, centre) = (0, 0.0);
            for (var k = 0; k < AxisTaps.Count(step); k++)
            {
                Assert.InRange(weights[k], (short)0, short.MaxValue);
                sum += weights[k];
                centre += weights[k] * (double)(first + k);
            }

            Assert.Equal(AxisTaps.Unit, sum);
            Assert.InRange((centre / sum) - ((double)position / AffineMap.One), -0.13, 0.13);
        }
    }

    [Fact]
    public void AffineBlock_AnyMap_EqualsScalar()
    {
        var random = new Random(25);
        using var pool = new PixelPool();
        using var image = PlanarImage.Allocate(pool, 61, 37, hasAlpha: false);
        for (var y = 0; y < 37; y++) random.NextBytes(image.Y.Row(y));
        using var fast = new NativeRow<byte>(8);
        using var scalar = new NativeRow<byte>(8);
        var steps = stackalloc int[16];
        for (var i = 0; i < 5000; i++)
        {
            for (var k = 0; k < 16; k++) steps[k] = random.Next(-9 << 16, 9 << 16);
            var x = random.Next(-20 << 16, 80 << 16);
            var y = random.Next(-20 << 16, 60 << 16);
            AffineRow.BlockScalar(image.Y, x, y, steps, scalar.Data);
            if (!Avx2.IsSupported) continue; // Then the scalar form is the only one.
            *(long*)fast.Data = AffineRow.BlockLanes(image.Y.Data, x, y, new(image.Y, steps));
            Assert.True(fast.Span.SequenceEqual(scalar.Span));
        }
    }

    [Fact]
    public void AffineRow_CutInParts_IsTheSame()
    {
        var random = new Random(26);
        using var pool = new PixelPool();
        using var image = PlanarImage.Allocate(pool, 200, 100, hasAlpha: false);
        for (var y = 0; y < 100; y++) random.NextBytes(image.Y.Row(y));
        Assert.True(AffineMap.TryFromPlacement(AffineTransform.Identity.Rotate(13).Scale(0.8), out var affine));
        var map = PlaneMap.Luma(affine, 0);
        using var whole = new NativeRow<byte>(200);
        AffineRow.Row(image.Y, map, 17, 0, 200, whole.Data);
        for (var start = 0; start < 60; start++)
        {
            using var part = new NativeRow<byte>(start + 1, start);
            AffineRow.Row(image.Y, map, 17, start, start + 1, part.Data);
            Assert.True(part.Span.SequenceEqual(whole.Span.Slice(start, start + 1)), $"start {start}");
        }
    }

    private static ColumnTaps RandomTaps(NativeArena arena, Random random, double step, int width, out int size)
    {
        var fixedStep = (long)(step * AffineMap.One);
        size = 1 + (int)(Math.Abs(step) * width * random.NextDouble());
        var origin = (long)((random.NextDouble() - (step < 0 ? 0 : 0.5)) * size * AffineMap.One);
        return ColumnTaps.Build(arena, origin, fixedStep, random.Next(50) - 25, width, size);
    }
}

using Framemill.Pixels.Kernels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class ReduceKernelTests
{
    [Fact]
    public void Weights_EveryWidthAndAlignment_EqualScalar() => Compare(ReduceWeights.Row, ReduceWeights.RowScalar);

    [Fact]
    public void Halve_EveryWidthAndAlignment_EqualsScalar() => Compare(Halve.Row, Halve.RowScalar);

    [Fact]
    public void Linear_EveryWidthAndGain_EqualsScalar()
    {
        var random = new Random(31);
        for (var width = 1; width <= 200; width++)
        {
            using var source = NativeRow<byte>.Random(random, width, random.Next(64));
            using var fast = new NativeRow<byte>(width, random.Next(64));
            using var scalar = new NativeRow<byte>(width);
            var pivot = random.Next(256);
            var gain = (short)random.Next(short.MinValue + 1, short.MaxValue);
            var offset = random.Next(-300, 600);
            LinearRow.Row(source.Data, fast.Data, width, pivot, gain, offset);
            LinearRow.RowScalar(source.Data, scalar.Data, width, pivot, gain, offset);
            Assert.True(fast.Span.SequenceEqual(scalar.Span), $"width {width}");
        }
    }

    [Fact]
    public void Smooth_EveryWidthAndBell_EqualsScalar()
    {
        var random = new Random(32);
        var weights = stackalloc short[31];
        for (var width = 1; width <= 200; width++)
        {
            var taps = Framemill.Pixels.PlaneBlur.Bell(0.2 + (random.NextDouble() * 4), new(weights, 31));
            using var row = NativeRow<byte>.Random(random, width + 62);
            using var fast = new NativeRow<short>(width, random.Next(32));
            using var scalar = new NativeRow<short>(width);
            SmoothRow.Row(row.Data + 31, weights, taps, fast.Data, width);
            SmoothRow.RowScalar(row.Data + 31, weights, taps, scalar.Data, width);
            Assert.True(fast.Span.SequenceEqual(scalar.Span), $"width {width}");
        }
    }

    private delegate void Kernel(byte* upper, byte* lower, byte* target, int count);

    private static void Compare(Kernel fast, Kernel scalar)
    {
        var random = new Random(30);
        for (var width = 1; width <= 200; width++)
        {
            using var upper = NativeRow<byte>.Random(random, (2 * width) + 1, random.Next(64));
            using var lower = NativeRow<byte>.Random(random, (2 * width) + 1, random.Next(64));
            using var target = new NativeRow<byte>(width, random.Next(64));
            using var expected = new NativeRow<byte>(width);
            fast(upper.Data + 1, lower.Data + 1, target.Data, width);
            scalar(upper.Data + 1, lower.Data + 1, expected.Data, width);
            Assert.True(target.Span.SequenceEqual(expected.Span), $"width {width}");
        }
    }
}

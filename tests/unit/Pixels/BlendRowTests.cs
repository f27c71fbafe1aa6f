using Framemill.Pixels.Kernels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class BlendRowTests
{
    private delegate void Kernel(byte* target, byte* source, byte* weights, int count);

    [Fact]
    public void Mix_EveryWidthAndAlignment_EqualsScalar() => Compare(BlendRow.Mix, BlendRow.MixScalar);

    [Fact]
    public void Over_EveryWidthAndAlignment_EqualsScalar() => Compare(BlendRow.Over, BlendRow.OverScalar);

    [Fact]
    public void Multiply_EveryWidthAndAlignment_EqualsScalar() => Compare(
        (target, source, weights, count) => BlendRow.Multiply(source, weights, target, count),
        (target, source, weights, count) => BlendRow.MultiplyScalar(source, weights, target, count));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    public void Fade_EveryWidthAndAlignment_EqualsScalar(int factor) => Compare(
        (target, source, _, count) => BlendRow.Fade(source, factor, target, count),
        (target, source, _, count) => BlendRow.FadeScalar(source, factor, target, count));

    [Fact]
    public void Mix_EveryPairOfValues_IsExactAtBothEndsAndNearestBetween()
    {
        for (var below = 0; below < 256; below++)
        {
            for (var above = 0; above < 256; above++)
            {
                foreach (var weight in new byte[] { 0, 1, 100, 128, 254, 255 })
                {
                    var target = (byte)below;
                    var source = (byte)above;
                    var of = weight;
                    BlendRow.MixScalar(&target, &source, &of, 1);
                    var exact = ((below * (255.0 - weight)) + (above * (double)weight)) / 255;
                    Assert.True(Math.Abs(target - exact) <= 0.5, $"{below} {above} {weight}: {target}");
                }
            }
        }
    }

    private static void Compare(Kernel fast, Kernel scalar)
    {
        var random = new Random(20);
        for (var width = 1; width <= 200; width++)
        {
            var offset = random.Next(64);
            using var source = NativeRow<byte>.Random(random, width, offset);
            using var weights = NativeRow<byte>.Random(random, width, random.Next(64));
            if (width % 3 == 0) weights.Span.Fill((byte)(width % 2 == 0 ? 255 : 0));
            using var target = NativeRow<byte>.Random(random, width, random.Next(64));
            using var expected = target.Copy();
            fast(target.Data, source.Data, weights.Data, width);
            scalar(expected.Data, source.Data, weights.Data, width);
            Assert.True(target.Span.SequenceEqual(expected.Span), $"width {width}");
        }
    }
}

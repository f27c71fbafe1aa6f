using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class ChromaKeyTests
{
    private static readonly KeyTerms[] s_keys =
    [
        new(0, 177, 64, 150, 100), new(0, 0, 255, 0, 0), new(255, 0, 0, 250, 250), new(128, 128, 128, 40, 1),
        new(36, 213, 144, 0, 250),
    ];

    [Fact]
    public void Alpha_EveryWidthAndAlignment_EqualsScalar() => EachWidth((width, y, u, v, key) =>
    {
        using var fast = new NativeRow<byte>(width, width % 5);
        using var scalar = new NativeRow<byte>(width);
        ChromaKeyRow.Alpha(y.Data, u.Data, v.Data, fast.Data, width, key);
        ChromaKeyRow.AlphaScalar(y.Data, u.Data, v.Data, scalar.Data, width, key);
        Assert.True(fast.Span.SequenceEqual(scalar.Span), $"width {width}");
    });

    [Fact]
    public void Unspill_EveryWidthAndAlignment_EqualsScalar() => EachWidth((width, y, u, v, key) =>
    {
        using var fastU = u.Copy();
        using var fastV = v.Copy();
        ChromaKeyRow.Unspill(y.Data, fastU.Data, fastV.Data, width, key);
        ChromaKeyRow.UnspillScalar(y.Data, u.Data, v.Data, width, key);
        Assert.True(fastU.Span.SequenceEqual(u.Span), $"blue difference, width {width}");
        Assert.True(fastV.Span.SequenceEqual(v.Span), $"red difference, width {width}");
    });

    [Fact]
    public void ChromaRows_EveryWidthAndAlignment_EqualScalar()
    {
        var random = new Random(31);
        for (var width = 1; width <= 200; width++)
        {
            using var near = NativeRow<byte>.Random(random, width + 1, random.Next(32));
            using var far = NativeRow<byte>.Random(random, width + 1, random.Next(32));
            using var between = new NativeRow<byte>(width, random.Next(32));
            using var betweenScalar = new NativeRow<byte>(width);
            ChromaRow.Between(near.Data, far.Data, between.Data, width);
            ChromaRow.BetweenScalar(near.Data, far.Data, betweenScalar.Data, width);
            Assert.True(between.Span.SequenceEqual(betweenScalar.Span), $"between, width {width}");

            using var twice = new NativeRow<byte>(2 * width, random.Next(32));
            using var twiceScalar = new NativeRow<byte>(2 * width);
            ChromaRow.Double(near.Data, twice.Data, width);
            ChromaRow.DoubleScalar(near.Data, twiceScalar.Data, width);
            Assert.True(twice.Span.SequenceEqual(twiceScalar.Span), $"double, width {width}");
        }
    }

    [Fact]
    public void Distance_IsNoughtAtTheKeyAndMostBetweenBlackAndWhite()
    {
        var white = new KeyTerms(255, 255, 255, 0, 0);
        Assert.Equal(0, ChromaKeyRow.Distance(235, 128, 128, white));
        Assert.InRange(ChromaKeyRow.Distance(16, 128, 128, white) / 16, 760, 768);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(63, 47)]
    [InlineData(1, 1)]
    [InlineData(2500, 3)]
    public void Keyer_SolidPictures_VanishOrStayWhole(int width, int height)
    {
        var keyer = new ChromaKeyer(0, 177, 64, 150, 100);
        var alphas = new[] { (0, 177, 64), (255, 255, 255), (0, 0, 0), (222, 170, 140), (10, 150, 60) }.Select(colour =>
        {
            var (red, green, blue) = ((byte)colour.Item1, (byte)colour.Item2, (byte)colour.Item3);
            using var picture = TestPictures.Solid(
                PixelPool.Shared, width, height, YuvColor.FromRgb(red, green, blue));
            using var keyed = PlanarImage.Allocate(PixelPool.Shared, width, height, hasAlpha: true);
            keyer.Apply(picture, keyed);
            var alpha = keyed.A.Row(0)[0];
            for (var y = 0; y < height; y++) Assert.False(keyed.A.Row(y).ContainsAnyExcept(alpha));
            return alpha;
        }).ToArray();

        // The screen and its shadow go; white, black and skin stay.
        Assert.Equal([0, 255, 255, 255, 0], alphas);
    }

    [Fact]
    public void Keyer_FromKeyToWhite_ComesBackEvenly()
    {
        var keyer = new ChromaKeyer(0, 255, 0, 100, 200);
        var last = -1;
        var between = 0;
        for (var part = 0; part <= 255; part++)
        {
            var colour = YuvColor.FromRgb((byte)part, 255, (byte)part);
            using var picture = TestPictures.Solid(PixelPool.Shared, 8, 2, colour);
            using var keyed = PlanarImage.Allocate(PixelPool.Shared, 8, 2, hasAlpha: true);
            keyer.Apply(picture, keyed);
            var alpha = keyed.A.Row(0)[0];
            Assert.True(alpha >= last, $"part {part}");
            last = alpha;
            if (alpha is > 0 and < 255) between++;
        }

        Assert.Equal(255, last);
        Assert.InRange(between, 40, 120);
    }

    [Fact]
    public void Keyer_Spill_LeavesNoGreenAndOtherHuesAlone()
    {
        var keyer = new ChromaKeyer(0, 177, 64, 120, 80);
        Assert.Equal((255, 255, 255), Keyed(255, 255, 255));
        var (red, green, blue) = Keyed(120, 190, 130);
        Assert.InRange(green - Math.Max(red, blue), -6, 18);
        var skin = Keyed(222, 170, 140);
        Assert.InRange(skin.Red - 222, -3, 3);
        Assert.InRange(skin.Green - 170, -3, 3);

        (int Red, int Green, int Blue) Keyed(byte r, byte g, byte b)
        {
            using var picture = TestPictures.Solid(PixelPool.Shared, 8, 8, YuvColor.FromRgb(r, g, b));
            using var keyed = PlanarImage.Allocate(PixelPool.Shared, 8, 8, hasAlpha: true);
            keyer.Apply(picture, keyed);
            return new YuvColor(keyed.Y.Row(4)[4], keyed.U.Row(2)[2], keyed.V.Row(2)[2]).ToRgb();
        }
    }

    [Fact]
    public void Keyer_WithThreads_GivesTheSameBytes()
    {
        using var pool = new PixelPool();
        using var picture = TestPictures.Noise(pool, 1301, 207, hasAlpha: true, seed: 9);
        using var alone = PlanarImage.Allocate(pool, 1301, 207, hasAlpha: true);
        using var together = PlanarImage.Allocate(pool, 1301, 207, hasAlpha: true);
        using var bands = new RowBands(3);
        var keyer = new ChromaKeyer(40, 200, 70, 90, 60);
        keyer.Apply(picture, alone);
        keyer.Apply(picture, together, bands);
        Assert.Equal(FrameChecksum.Of(alone), FrameChecksum.Of(together));
        for (var y = 0; y < 207; y++) Assert.True(alone.A.Row(y).SequenceEqual(together.A.Row(y)));
    }

    private static void EachWidth(
        Action<int, NativeRow<byte>, NativeRow<byte>, NativeRow<byte>, KeyTerms> compare)
    {
        var random = new Random(30);
        for (var width = 1; width <= 200; width++)
        {
            using var y = NativeRow<byte>.Random(random, width, random.Next(64));
            using var u = NativeRow<byte>.Random(random, width, random.Next(64));
            using var v = NativeRow<byte>.Random(random, width, random.Next(64));
            foreach (var key in s_keys)
            {
                if (width % 4 == 0)
                {
                    // Near the key, where random bytes seldom come.
                    var colour = YuvColor.FromRgb((byte)key.Red, (byte)key.Green, (byte)key.Blue);
                    foreach (ref var value in y.Span) value = (byte)Math.Clamp(colour.Y + random.Next(-9, 10), 0, 255);
                    foreach (ref var value in u.Span) value = (byte)Math.Clamp(colour.U + random.Next(-9, 10), 0, 255);
                    foreach (ref var value in v.Span) value = (byte)Math.Clamp(colour.V + random.Next(-9, 10), 0, 255);
                }

                compare(width, y, u, v, key);
            }
        }
    }
}

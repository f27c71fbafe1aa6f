using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>What the eye forgives least: a picture that trembles while it should glide.</summary>
public sealed class SlowMotionTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Fact]
    public void Zoom_OverAStep_MovesItByTheRightPartOfAPixelEachFrame()
    {
        // A vertical edge in the source; the zoom moves it outwards by a fraction of a pixel each frame.
        using var source = TestPictures.Solid(_pool, 800, 8, YuvColor.Black);
        for (var y = 0; y < 8; y++) source.Y.Row(y)[600..].Fill(235);
        source.MarkChanged();
        using var target = TestPictures.Solid(_pool, 640, 8, YuvColor.Black);
        var last = Enumerable.Repeat((byte)255, 640).ToArray();
        for (var frame = 0; frame < 300; frame++)
        {
            var scale = 1.001 + (frame * 0.0001);
            var placement = AffineTransform.Identity.Translate(-400, -4).Scale(scale).Translate(320, 4);
            Assert.True(AffineMap.TryFromPlacement(placement, out var map));
            LayerPainter.Paint(target, source, map, target.Bounds);
            var back = placement.Inverse()!.Value;
            for (var x = 0; x < 640; x++)
            {
                // The edge is a ramp between the middles of two source samples: each pixel must show its very part of
                // it.
                var expected = 16 + (219 * Math.Clamp(back.Apply(x + 0.5, 4).X - 599.5, 0, 1));
                var luma = target.Y.Row(4)[x];
                Assert.True(Math.Abs(luma - expected) < 0.52, $"frame {frame}, pixel {x}: {luma}, not {expected:F2}");
                Assert.True(luma <= last[x], $"frame {frame}, pixel {x} steps back");
                last[x] = luma;
            }
        }
    }

    [Fact]
    public void Pan_OfALayersEdge_MovesItMonotonically()
    {
        using var white = TestPictures.Solid(_pool, 100, 16, YuvColor.White);
        var last = 0.0;
        for (var frame = 0; frame < 400; frame++)
        {
            using var target = TestPictures.Solid(_pool, 64, 16, YuvColor.Black);
            var x = 10 + (frame * 0.013);
            LayerPainter.Paint(target, white, AffineMap.Translation(x, 0), target.Bounds);
            var edge = EdgePosition(target.Y.Row(7));
            Assert.True(Math.Abs(edge - x) < 1 / 150.0, $"frame {frame}: {edge:F4}, not {x:F4}");
            Assert.True(edge >= last, $"frame {frame} steps back");
            last = edge;
        }
    }

    [Fact]
    public void Map_AcrossEightThousandPixels_StaysWithinATwoHundredFiftySixth()
    {
        var random = new Random(50);
        for (var i = 0; i < 2000; i++)
        {
            var placement = AffineTransform.Identity
                .Rotate(random.NextDouble() * 360)
                .Scale(0.2 + (random.NextDouble() * 3))
                .Translate((random.NextDouble() - 0.5) * 8000, (random.NextDouble() - 0.5) * 8000);
            Assert.True(AffineMap.TryFromPlacement(placement, out var map));
            var exact = placement.Inverse()!.Value.Apply(8191.5, 4319.5);
            var (x, y) = map.Apply(8191.5, 4319.5);
            Assert.InRange(Math.Abs(x - exact.X), 0, 1 / 65536.0);
            Assert.InRange(Math.Abs(y - exact.Y), 0, 1 / 65536.0);
        }
    }

    [Fact]
    public void Map_SqueezedToNothing_IsRefused()
    {
        Assert.False(AffineMap.TryFromPlacement(AffineTransform.Identity.Scale(0), out _));
        Assert.False(AffineMap.TryFromPlacement(AffineTransform.Identity.Scale(1, 1e-12), out _));
        Assert.False(AffineMap.TryFromPlacement(AffineTransform.Identity.Translate(double.NaN, 0), out _));
    }

    // The place of a black-to-white edge: what is not yet white, added up.
    private static double EdgePosition(ReadOnlySpan<byte> row)
    {
        var position = 0.0;
        foreach (var value in row) position += (235 - value) / 219.0;
        return position;
    }
}

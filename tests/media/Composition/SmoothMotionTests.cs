using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>An edge is followed from frame to frame, far more finely than pixels.</summary>
public sealed class SmoothMotionTests : IDisposable
{
    private const double Contrast = 219;
    private static readonly FrameSize Frame = new(640, 360);
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Theory]
    [InlineData(EffectKind.ZoomIn, 640)]
    [InlineData(EffectKind.ZoomOut, 640)]
    [InlineData(EffectKind.SlideLeft, 640)]
    [InlineData(EffectKind.SlideRight, 640)]
    [InlineData(EffectKind.ZoomIn, 2000)]
    [InlineData(EffectKind.SlideLeft, 2000)]
    public async Task Effect_SlowAndLong_MovesAnEdgeEvenly(EffectKind kind, int sourceWidth)
    {
        var source = new FrameSize(sourceWidth, sourceWidth * 9 / 16);
        var film = new FilmBuilder(Frame).With(PaintedLayers.Image("edge"), 0, 10, clip => clip with
        {
            Effect = new(kind, Pace.Slow),
        }).Build();

        var positions = await EdgesAsync(film, source, source.Width * 4 / 5);

        var steps = positions.Zip(positions.Skip(1), (from, to) => to - from).ToList();
        var mean = steps.Average();
        Assert.InRange(Math.Abs(mean), 0.01, 0.5);
        // No step goes back or stands still. (A magnified edge, sampled at whole pixels, is not seen quite evenly.)
        Assert.All(steps, step => Assert.InRange(step / mean, 0.4, 2.2));
        // Nowhere is the edge off the straight line by more than a twelfth of a pixel: what linear interpolation
        // itself leaves.
        for (var i = 0; i < positions.Count; i++)
            Assert.InRange(positions[i] - (positions[0] + (mean * i)), -0.08, 0.08);
    }

    [Fact]
    public async Task Tween_OfTheOffset_MovesAnEdgeByFractionsOfPixels()
    {
        var film = new FilmBuilder(Frame).With(PaintedLayers.Image("edge"), 0, 10, clip => clip with
        {
            Offset = new(new() { Tweens = [new() { From = 0, To = 0.02 }] }, Tweenable.Zero),
        }).Build();

        var positions = await EdgesAsync(film, Frame, 320);

        for (var i = 1; i < positions.Count; i++) Assert.InRange(positions[i] - positions[i - 1], 0.03, 0.075);
    }

    private async Task<List<double>> EdgesAsync(Film film, FrameSize source, int edge)
    {
        var positions = new List<double>();
        using var picture = TestPicture.Edge(_pool, source, edge);
        var layers = new PaintedLayers(_pool, Frame, (_, _) => picture.AddReference());
        await using var renderer = layers.Open(film);
        await renderer.RenderAsync(0, film.FrameCount, (_, image, _) =>
        {
            var white = 0.0;
            foreach (var value in image.Y.Row(180)[40..]) white += (value - 16) / Contrast;
            positions.Add(image.Width - white);
            image.Release();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
        return positions;
    }
}

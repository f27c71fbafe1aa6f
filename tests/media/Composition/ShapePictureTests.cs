using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class ShapePictureTests : IAsyncDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private static readonly Rgba Red = new(220, 30, 40);
    private static readonly Rgba Blue = new(30, 60, 200);
    private readonly Studio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Shapes_AllKinds_LieWhereTheySay()
    {
        var film = new FilmBuilder(Frame) { Background = new(40, 40, 40) }
            .With(new ShapeAsset
            {
                Shape = new Shape.Rectangle(200, 100, 30), Width = 240, Height = 140, FillColor = Red,
                StrokeColor = Blue, StrokeWidth = 8,
            }, 0, 1, clip => clip with { Position = Position.TopLeft })
            .With(new ShapeAsset { Shape = new Shape.Circle(80), Width = 200, Height = 200, FillColor = Blue,
                FillOpacity = 0.5 }, 0, 1, clip => clip with { Position = Position.Right })
            .With(new ShapeAsset { Shape = new Shape.Line(300, 12), FillColor = Rgba.White }, 0, 1, clip => clip with
            {
                Offset = new(Tweenable.Zero, Tweenable.Of(-0.25)), Transform = new() { Angle = Tweenable.Of(45) },
            })
            .Build();

        var colours = await _studio.PixelsAsync(film, 0, "shapes",
            (120, 70), // Inside the rectangle,
            (24, 24), // beyond its rounded corner,
            (120, 20), // on its outline.
            (540, 180), // The middle of the circle
            (455, 180), // and just outside of it.
            (320, 270), // The middle of the line
            (320, 250), // and beside it.
            (390, 340)); // Down to the right, where a turn by 45 degrees takes its end.

        Studio.Near((220, 30, 40), colours[0]);
        Studio.Near((40, 40, 40), colours[1]);
        Studio.Near((30, 60, 200), colours[2]);
        Studio.Near((35, 50, 120), colours[3]);
        Studio.Near((40, 40, 40), colours[4]);
        Studio.Near((255, 255, 255), colours[5]);
        Studio.Near((40, 40, 40), colours[6]);
        Studio.Near((255, 255, 255), colours[7]);
    }

    [Fact]
    public async Task Shape_Grown_StaysSharp()
    {
        var film = new FilmBuilder(Frame)
            .With(new ShapeAsset { Shape = new Shape.Rectangle(100, 60, 0), FillColor = Rgba.White }, 0, 1,
                clip => clip with { Scale = Tweenable.Of(4) })
            .Build();

        using var still = await _studio.StillAsync(film, 0, "shape-grown");

        // From 120 to 520 and from 60 to 300, with no blurred edge.
        var row = still.Y.Row(180);
        Assert.False(row[..118].ContainsAnyExcept((byte)16));
        Assert.False(row[122..518].ContainsAnyExcept((byte)235));
        Assert.False(row[522..].ContainsAnyExcept((byte)16));
    }

    [Theory]
    [InlineData(2_000_000_000, 2_000_000_000, 0)]
    [InlineData(2_000_000_000, 3, 5)]
    [InlineData(40_000, 40_000, 100_000)]
    [InlineData(-5, -5, -5)]
    [InlineData(0, 0, 0)]
    public async Task Shape_OfAnySize_NeitherFailsNorFillsTheMemory(int width, int height, int radius)
    {
        var film = new FilmBuilder(Frame)
            .With(new ShapeAsset { Shape = new Shape.Rectangle(width, height, radius), FillColor = Rgba.White }, 0, 1)
            .Build();

        using var still = await _studio.StillAsync(film, 0);

        Assert.InRange(still.Y.Row(180)[320], width > 600 ? 100 : 16, width > 600 ? 235 : 16);
    }
}
